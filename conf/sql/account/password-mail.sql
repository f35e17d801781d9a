-- account/password-mail: to whom the link goes that account/forgotten made.  The address is sealed
-- to the delivery key, as the account has it.
-- takes  link_hash new_link                      gives  address lang link
SELECT a.mail AS "address", a.lang AS "lang", '/password/' || :new_link AS "link"
  FROM link l
  JOIN account a ON a.account_id = l.account_id
 WHERE l.hash = :link_hash
