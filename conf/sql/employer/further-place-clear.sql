-- employer/further-place-clear: the job has no further places any more.
-- takes  job_code
DELETE FROM job_further_place
 WHERE job_id = (SELECT j.job_id FROM job j WHERE j.code = :job_code)
