-- employer/shift-add: a shift of the job.
-- takes  job_code shift
INSERT INTO job_shift (job_id, shift)
SELECT j.job_id, :shift
  FROM job j
 WHERE j.code = :job_code
    ON CONFLICT DO NOTHING
