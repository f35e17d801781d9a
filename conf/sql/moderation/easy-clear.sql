-- moderation/easy-clear: the easy sentences of the job of that code, in its language, are written
-- anew.
-- takes  code
DELETE FROM job_sentence
 WHERE (job_id, lang) IN (SELECT j.job_id, j.lang FROM job j WHERE j.code = :code)
