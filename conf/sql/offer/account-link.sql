-- offer/account-link: the link by which the account that offer/account-add made gets its password.
-- takes  new_link account_code now in_week       gives  hash
INSERT INTO link (hash, kind, account_id, created, expires)
SELECT :new_link AS "hash", 'invite' AS "kind", a.account_id, :now AS "created",
       :in_week AS "expires"
  FROM account a
 WHERE a.code = :account_code
RETURNING hash AS "hash"
