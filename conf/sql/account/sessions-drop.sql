-- account/sessions-drop: ends every session of an account.
-- takes  code
DELETE FROM session WHERE account_id = (SELECT a.account_id FROM account a WHERE a.code = :code)
