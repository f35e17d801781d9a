-- employer/people-sessions: ends every session of who was removed.
-- takes  account_id
DELETE FROM session WHERE account_id = CAST(:account_id AS bigint)
