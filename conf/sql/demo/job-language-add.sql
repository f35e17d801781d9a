-- demo/job-language-add: a language that a job needs (the column languages holds them apart by |).
-- takes  new_code (of the job)  work_lang
INSERT INTO job_language (job_id, lang)
SELECT j.job_id, :work_lang AS "lang"
  FROM job j
 WHERE j.code = :new_code
    ON CONFLICT (job_id, lang) DO NOTHING
