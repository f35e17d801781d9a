-- employer/people-invite: asks somebody to speak for one's employer too; who was asked before is
-- asked anew.  It says nothing of whether the address is known.
-- takes  new_code my_employer mail mail_lookup name language lang now       gives  code
INSERT INTO employer_invite (code, employer_id, mail, mail_lookup, name, lang, at)
SELECT :new_code AS "code", e.employer_id, :mail AS "mail", :mail_lookup AS "mail_lookup",
       :name AS "name", coalesce(:language, :lang) AS "lang", :now AS "at"
  FROM employer e
 WHERE e.employer_id = :my_employer
    ON CONFLICT (employer_id, mail_lookup)
    DO UPDATE SET name = excluded.name, lang = excluded.lang, at = excluded.at
RETURNING code AS "code"
