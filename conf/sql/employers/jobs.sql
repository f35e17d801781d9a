-- employers/jobs: the jobs of an employer, the newest first.
-- takes  code limit        gives  code title lang state
SELECT j.code AS "code", j.title AS "title", j.lang AS "lang", j.state AS "state"
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE e.code = :code
 ORDER BY j.listed DESC
 LIMIT :limit
