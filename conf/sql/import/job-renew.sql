-- import/job-renew: an expired job that was seen again opens anew and stands first in the lists.
-- takes  job_id (bigint) stands (a day from today on) new_listed (bigint)
UPDATE job SET state = 'open', closes = :stands, listed = :new_listed
 WHERE job_id = CAST(:job_id AS bigint) AND state = 'expired' AND closes < :stands
