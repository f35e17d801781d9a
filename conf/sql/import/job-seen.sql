-- import/job-seen: an imported job that was seen again stays open for as long as its source shows.
-- takes  job_id (bigint) stands (a day)
UPDATE job SET closes = :stands
 WHERE job_id = CAST(:job_id AS bigint) AND state = 'open' AND closes < :stands
