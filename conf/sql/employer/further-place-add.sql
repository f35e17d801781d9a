-- employer/further-place-add: one more place of the job; its own is not said twice.
-- takes  job_code further_place
INSERT INTO job_further_place (job_id, place_key)
SELECT j.job_id, p.place_key
  FROM job j
  JOIN place p ON p.place_key = :further_place AND p.place_key <> j.place_key
 WHERE j.code = :job_code
    ON CONFLICT DO NOTHING
