-- employer/people-known: an invited address that is an account's already is told to sign in there.
-- takes  mail_lookup       gives  address lang link
SELECT a.mail AS "address", a.lang AS "lang", '/sign-in' AS "link"
  FROM account a
 WHERE a.mail_lookup = :mail_lookup AND a.disabled IS NULL
