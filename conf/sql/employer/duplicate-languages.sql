-- employer/duplicate-languages: the languages that a job needs, for the draft made of it.
-- takes  code job_code
INSERT INTO job_language (job_id, lang)
SELECT n.job_id, s.lang
  FROM job o
  JOIN job_language s ON s.job_id = o.job_id
  JOIN job n ON n.code = :job_code
 WHERE o.code = :code
    ON CONFLICT DO NOTHING
