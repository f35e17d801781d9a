-- offer/account-add: an account for who said yes by a link and asked for one; no row where its
-- address has one.
-- takes  new_code used_code say make_account now       gives  code
INSERT INTO account (code, mail, mail_lookup, lang, employer_id, created)
SELECT :new_code AS "code", j.contact_mail, j.contact_lookup, coalesce(e.lang, j.lang),
       j.employer_id, :now AS "created"
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE j.code = :used_code AND :say = 'yes' AND CAST(:make_account AS bigint) = 1
   AND j.contact_mail IS NOT NULL AND j.contact_lookup IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM account a WHERE a.mail_lookup = j.contact_lookup)
RETURNING code AS "code"
