-- account/forgotten: a link for a new password, where the address is an account's that may sign in
-- and had fewer than three in the last hour; else no row.
-- takes  mail_lookup new_link now in_day hour_ago       gives  hash
INSERT INTO link (hash, kind, account_id, created, expires)
SELECT :new_link AS "hash", 'password' AS "kind", a.account_id, :now AS "created",
       :in_day AS "expires"
  FROM account a
 WHERE a.mail_lookup = :mail_lookup AND a.disabled IS NULL
   AND (SELECT count(*) FROM link l
         WHERE l.account_id = a.account_id AND l.kind = 'password' AND l.created > :hour_ago) < 3
RETURNING hash AS "hash"
