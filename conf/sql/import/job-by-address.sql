-- import/job-by-address: the job that was first published at an address.
-- takes  source_url   gives  job_id
SELECT job_id FROM job WHERE source_url = :source_url
