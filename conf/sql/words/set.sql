-- words/set: what a search finds a job by.
-- takes  job_id (bigint) words (folded: title, text, trades)
UPDATE job SET words = :words
 WHERE job_id = CAST(:job_id AS bigint)
