-- trade/job-add: a trade of a job; a job has each trade once.
-- takes  job_id (bigint) position (bigint, from 1) trade_key guessed (bigint)
INSERT INTO job_trade (job_id, position, trade_key, guessed)
VALUES (:job_id, CAST(:position AS bigint), :trade_key, CAST(:guessed AS bigint))
    ON CONFLICT DO NOTHING
