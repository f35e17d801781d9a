-- moderation/ask-edit: the edit of the job of that code waits for its employer and not for us.
-- takes  code
UPDATE job_edit SET asked = waits
 WHERE job_id = (SELECT j.job_id FROM job j WHERE j.code = :code)
