-- demo/job-trade-add: the next trade of a job (the column trades holds them apart by |).
-- takes  new_code (of the job)  trade_key  guessed (bigint)
INSERT INTO job_trade (job_id, position, trade_key, guessed)
SELECT j.job_id, (SELECT count(*) + 1 FROM job_trade t WHERE t.job_id = j.job_id) AS "position",
       :trade_key AS "trade_key", CAST(:guessed AS bigint) AS "guessed"
  FROM job j
 WHERE j.code = :new_code
