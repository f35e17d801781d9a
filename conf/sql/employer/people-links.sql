-- employer/people-links: links that who was removed had not used are over.
-- takes  account_id
DELETE FROM link WHERE account_id = CAST(:account_id AS bigint) AND used IS NULL
