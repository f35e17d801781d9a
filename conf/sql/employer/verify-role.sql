-- employer/verify-role: it is an employer's.
-- takes  account_id
INSERT INTO account_role (account_id, role)
SELECT a.account_id, 'employer' AS "role"
  FROM account a
 WHERE a.account_id = CAST(:account_id AS bigint)
