-- employer/shift-clear: the job has no shifts any more.
-- takes  job_code
DELETE FROM job_shift
 WHERE job_id = (SELECT j.job_id FROM job j WHERE j.code = :job_code)
