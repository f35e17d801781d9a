-- employer/duplicate-skills: the skills that a job asks for, for the draft made of it.
-- takes  code job_code
INSERT INTO job_skill (job_id, skill_key)
SELECT n.job_id, s.skill_key
  FROM job o
  JOIN job_skill s ON s.job_id = o.job_id
  JOIN job n ON n.code = :job_code
 WHERE o.code = :code
    ON CONFLICT DO NOTHING
