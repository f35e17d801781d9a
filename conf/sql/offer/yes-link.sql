-- offer/yes-link: the link by which the employer of a job says yes, where a mail address is known;
-- else no row.
-- takes  new_link job_code now in_week       gives  hash
INSERT INTO link (hash, kind, code, created, expires)
SELECT :new_link AS "hash", 'yes' AS "kind", j.code, :now AS "created", :in_week AS "expires"
  FROM job j
 WHERE j.code = :job_code AND j.contact_mail IS NOT NULL AND j.yes IS NULL
RETURNING hash AS "hash"
