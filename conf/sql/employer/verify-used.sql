-- employer/verify-used: invitations to that address are over: it is an account's now.
-- takes  account_id
DELETE FROM employer_invite
 WHERE mail_lookup = (SELECT a.mail_lookup FROM account a
                       WHERE a.account_id = CAST(:account_id AS bigint))
