-- offer/contact: whom to call about a job that came by the one page or by telephone, and whether
-- its employer said yes: how, when, and to whom of us.  It was sealed as of an employer of the
-- job's own code, which a new one has.
-- takes  code
-- gives  code contact_name contact_phone _key _row mailed state origin yes yes_way yes_name
SELECT j.code AS "code", j.contact_name AS "contact_name", j.contact_phone AS "contact_phone",
       CASE WHEN j.contact_mail IS NOT NULL THEN 1 END AS "mailed", j.state AS "state",
       j.origin AS "origin", j.yes AS "yes", j.yes_way AS "yes_way", a.name AS "yes_name",
       k.sealed AS "_key", 'employer/' || j.code AS "_row"
  FROM job j
  LEFT JOIN account a ON a.account_id = j.yes_by
  LEFT JOIN person_key k ON k.key_id = substr(j.contact_name, 4, 32)
 WHERE j.code = :code AND j.origin IN ('page', 'phone')
