-- employers/jobs-shown: jobs that went out of sight as their employer was refused may be renewed.
-- takes  code
UPDATE job SET hidden = NULL
 WHERE employer_id = (SELECT e.employer_id FROM employer e WHERE e.code = :code)
   AND state = 'closed' AND hidden IS NOT NULL
