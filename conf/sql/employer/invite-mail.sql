-- employer/invite-mail: to whom the link goes that employer/invite-link made.
-- takes  link_hash new_link                      gives  address lang link
SELECT i.mail AS "address", i.lang AS "lang", '/employer/verify/' || :new_link AS "link"
  FROM link l
  JOIN employer_invite i ON i.code = l.code
 WHERE l.hash = :link_hash
