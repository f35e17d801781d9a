-- demo/job-shift-add: a shift of a job (the column shifts holds them apart by |).
-- takes  new_code (of the job)  shift
INSERT INTO job_shift (job_id, shift)
SELECT j.job_id, :shift AS "shift"
  FROM job j
 WHERE j.code = :new_code
