-- employer/invite-link: the link that proves the address of an invitation just made, for a week.
-- takes  new_link invite_code now in_week        gives  hash
INSERT INTO link (hash, kind, code, created, expires)
SELECT :new_link AS "hash", 'verify' AS "kind", i.code, :now AS "created", :in_week AS "expires"
  FROM employer_invite i
 WHERE i.code = :invite_code
RETURNING hash AS "hash"
