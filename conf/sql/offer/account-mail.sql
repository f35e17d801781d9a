-- offer/account-mail: to whom the link goes that offer/account-link made.
-- takes  link_hash new_link       gives  address lang link
SELECT a.mail AS "address", a.lang AS "lang", '/password/' || :new_link AS "link"
  FROM link l
  JOIN account a ON a.account_id = l.account_id
 WHERE l.hash = :link_hash
