-- employer/people-erase: who was removed and has no other role is forgotten but for the code that
-- the audit trail knows; the address may be invited anew.
-- takes  account_id now
UPDATE account
   SET disabled = :now, mail = '', mail_lookup = 'gone ' || code, name = NULL, password = NULL,
       totp = NULL
 WHERE account_id = CAST(:account_id AS bigint)
   AND NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = account.account_id)
