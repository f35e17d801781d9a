-- employers/contact-add: one of us spoke with an employer; the note comes sealed.
-- takes  new_code code way note now me
INSERT INTO employer_contact (code, employer_id, at, account_id, how, note)
SELECT :new_code AS "code", e.employer_id, :now AS "at", CAST(:me AS bigint) AS "account_id",
       :way AS "how", :note AS "note"
  FROM employer e
 WHERE e.code = :code
