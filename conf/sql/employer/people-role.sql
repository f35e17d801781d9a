-- employer/people-role: who was removed is no employer any more.
-- takes  account_id
DELETE FROM account_role WHERE account_id = CAST(:account_id AS bigint) AND role = 'employer'
