-- demo/job-skill-add: one skill that a job asks for (the column skills holds them apart by |).
-- takes  new_code (of the job)  skill_key
INSERT INTO job_skill (job_id, skill_key)
SELECT j.job_id, :skill_key AS "skill_key"
  FROM job j
 WHERE j.code = :new_code
    ON CONFLICT (job_id, skill_key) DO NOTHING
