-- employer/edit-clear: of a job that is not public any more no change waits.
-- takes  code my_employer
DELETE FROM job_edit
 WHERE job_id = (SELECT j.job_id FROM job j
                  WHERE j.code = :code AND j.employer_id = :my_employer AND j.state <> 'open')
