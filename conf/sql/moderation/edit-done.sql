-- moderation/edit-done: the edit of the job of that code is decided.
-- takes  code
DELETE FROM job_edit
 WHERE job_id = (SELECT j.job_id FROM job j WHERE j.code = :code)
