-- employer/duplicate-trades: the trades of a job for the draft made of it.
-- takes  code job_code
INSERT INTO job_trade (job_id, position, trade_key, guessed)
SELECT n.job_id, s.position, s.trade_key, s.guessed
  FROM job o
  JOIN job_trade s ON s.job_id = o.job_id
  JOIN job n ON n.code = :job_code
 WHERE o.code = :code
    ON CONFLICT DO NOTHING
