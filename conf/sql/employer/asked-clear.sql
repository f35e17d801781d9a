-- employer/asked-clear: what we asked about a public job is answered by its change.
-- takes  job_code
UPDATE job SET reason = NULL, answer = NULL
 WHERE code = :job_code AND state = 'open' AND reason IS NOT NULL
