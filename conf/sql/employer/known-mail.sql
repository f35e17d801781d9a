-- employer/known-mail: an address that is an account's already is told so, by mail alone: the page
-- says the same of every address.  Also whom a colleague invites.
-- takes  contact_mail_lookup       gives  address lang link
SELECT a.mail AS "address", a.lang AS "lang", '/sign-in' AS "link"
  FROM account a
 WHERE a.mail_lookup = :contact_mail_lookup AND a.disabled IS NULL
