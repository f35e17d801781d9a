-- account/add: a new account, without a password yet.  The employer is found by its code or by its
-- folded name; a second account of one address is refused.
-- takes  new_code mail mail_lookup name language employer_code employer_folded place now
INSERT INTO account (code, mail, mail_lookup, name, lang, employer_id, place_key, created)
SELECT :new_code AS "code", :mail AS "mail", :mail_lookup AS "mail_lookup", :name AS "name",
       :language AS "lang",
       (SELECT e.employer_id FROM employer e
         WHERE e.code = :employer_code OR e.folded = :employer_folded),
       :place AS "place_key", :now AS "created"
 WHERE (:employer_code IS NULL AND :employer_folded IS NULL)
    OR EXISTS (SELECT 1 FROM employer e
                WHERE e.code = :employer_code OR e.folded = :employer_folded)
