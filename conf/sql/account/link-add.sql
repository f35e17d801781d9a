-- account/link-add: a link by which an account sets its password.
-- takes  new_link kind code now expires
INSERT INTO link (hash, kind, account_id, created, expires)
SELECT :new_link AS "hash", :kind AS "kind", a.account_id, :now AS "created",
       :expires AS "expires"
  FROM account a
 WHERE a.code = :code
