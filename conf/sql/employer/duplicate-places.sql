-- employer/duplicate-places: the further places of a job for the draft made of it.
-- takes  code job_code
INSERT INTO job_further_place (job_id, place_key)
SELECT n.job_id, m.place_key
  FROM job o
  JOIN job_further_place m ON m.job_id = o.job_id
  JOIN job n ON n.code = :job_code
 WHERE o.code = :code
    ON CONFLICT DO NOTHING
