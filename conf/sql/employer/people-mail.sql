-- employer/people-mail: to whom an invitation's link goes; an address that is an account's gets the
-- other letter (people-known).
-- takes  link_hash new_link                      gives  address lang link
SELECT i.mail AS "address", i.lang AS "lang", '/employer/verify/' || :new_link AS "link"
  FROM link l
  JOIN employer_invite i ON i.code = l.code
 WHERE l.hash = :link_hash
   AND NOT EXISTS (SELECT 1 FROM account a WHERE a.mail_lookup = i.mail_lookup)
