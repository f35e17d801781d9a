-- offer/account-role: the account that offer/account-add made is an employer's.
-- takes  account_code
INSERT INTO account_role (account_id, role)
SELECT a.account_id, 'employer' AS "role"
  FROM account a
 WHERE a.code = :account_code
