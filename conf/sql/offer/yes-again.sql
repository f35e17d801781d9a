-- offer/yes-again: a new link by which the employer of a job says yes, where a mail address is
-- known and no yes; else no row.
-- takes  new_link code now in_week       gives  hash
INSERT INTO link (hash, kind, code, created, expires)
SELECT :new_link AS "hash", 'yes' AS "kind", j.code, :now AS "created", :in_week AS "expires"
  FROM job j
 WHERE j.code = :code AND j.contact_mail IS NOT NULL AND j.yes IS NULL AND j.state = 'review'
RETURNING hash AS "hash"
