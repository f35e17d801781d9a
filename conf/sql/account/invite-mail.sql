-- account/invite-mail: to whom the link of an invitation or of a new password goes.  The address is
-- sealed to the delivery key, as the account has it.
-- takes  code new_link                           gives  address lang link
SELECT a.mail AS "address", a.lang AS "lang", '/password/' || :new_link AS "link"
  FROM account a
 WHERE a.code = :code
