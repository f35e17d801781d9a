-- employer/further-place-add: one more place of the job, by its name; its own is not said twice.
-- takes  job_code further_place
INSERT INTO job_further_place (job_id, place_key)
SELECT j.job_id, p.place_key
  FROM job j
  JOIN place p ON p.kind = 'locality' AND p.place_key <> j.place_key
  JOIN name n ON n.scheme = 'place' AND n.key = p.place_key
   AND lower(replace(replace(n.text, '-', ' '), '־', ' '))
     = lower(replace(replace(:further_place, '-', ' '), '־', ' '))
 WHERE j.code = :job_code
 ORDER BY p.population DESC
 LIMIT 1
    ON CONFLICT DO NOTHING
