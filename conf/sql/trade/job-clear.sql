-- trade/job-clear: a job has no trades any more.
-- takes  job_id (bigint)
DELETE FROM job_trade WHERE job_id = CAST(:job_id AS bigint)
