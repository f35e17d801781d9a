-- employer/register-invite: who registered the employer that register-add made, until the address
-- is proved.
-- takes  new_code employer_id contact_mail_delivery contact_mail_lookup language lang now
-- gives  code
INSERT INTO employer_invite (code, employer_id, mail, mail_lookup, lang, at)
SELECT :new_code AS "code", e.employer_id, :contact_mail_delivery AS "mail",
       :contact_mail_lookup AS "mail_lookup", coalesce(:language, :lang) AS "lang", :now AS "at"
  FROM employer e
 WHERE e.employer_id = CAST(:employer_id AS bigint)
RETURNING code AS "code"
