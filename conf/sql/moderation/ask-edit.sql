-- moderation/ask-edit: the edit of the job of that code waits for its employer and not for us.
-- takes  code now
UPDATE job_edit SET asked = CASE WHEN waits > :now THEN waits ELSE :now END
 WHERE job_id = (SELECT j.job_id FROM job j WHERE j.code = :code)
