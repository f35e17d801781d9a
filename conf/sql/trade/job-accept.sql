-- trade/job-accept: somebody has looked at the trades of a job, and they are right.
-- takes  job_id (bigint)
UPDATE job_trade SET guessed = 0
 WHERE job_id = CAST(:job_id AS bigint) AND guessed = 1
