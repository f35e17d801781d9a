-- offer/phone-shift-add: a shift of the job that offer/phone-job-add added.
-- takes  job_code shift
INSERT INTO job_shift (job_id, shift)
SELECT j.job_id, :shift AS "shift"
  FROM job j
 WHERE j.code = :job_code
    ON CONFLICT DO NOTHING
