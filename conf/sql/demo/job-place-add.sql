-- demo/job-place-add: a further place of a job (the column further_places holds them apart by |).
-- takes  new_code (of the job)  further_place
INSERT INTO job_further_place (job_id, place_key)
SELECT j.job_id, :further_place AS "place_key"
  FROM job j
 WHERE j.code = :new_code
