-- employer/trade-clear: before the title of a job that is not public is read anew, what was only
-- guessed of its trades is forgotten.
-- takes  job_code
DELETE FROM job_trade
 WHERE guessed = 1
   AND job_id = (SELECT j.job_id FROM job j WHERE j.code = :job_code AND j.state <> 'open')
