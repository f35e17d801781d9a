-- account/roles-clear: an account that may do nothing.
-- takes  code
DELETE FROM account_role
 WHERE account_id = (SELECT a.account_id FROM account a WHERE a.code = :code)
