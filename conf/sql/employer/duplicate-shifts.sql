-- employer/duplicate-shifts: the shifts of a job for the draft made of it.
-- takes  code job_code
INSERT INTO job_shift (job_id, shift)
SELECT n.job_id, s.shift
  FROM job o
  JOIN job_shift s ON s.job_id = o.job_id
  JOIN job n ON n.code = :job_code
 WHERE o.code = :code
    ON CONFLICT DO NOTHING
