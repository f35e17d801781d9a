-- employers/contacts: who of us spoke with an employer, the newest first.
-- takes  code limit        gives  code at how name by note
SELECT t.code AS "code", t.at AS "at", t.how AS "how", a.name AS "name", a.code AS "by",
       t.note AS "note", k.sealed AS "_key",
       'employer_contact/' || t.code AS "_row"
  FROM employer_contact t
  JOIN employer e ON e.employer_id = t.employer_id
  JOIN account a ON a.account_id = t.account_id
  LEFT JOIN person_key k ON k.key_id = substr(t.note, 4, 32)
 WHERE e.code = :code
 ORDER BY t.at DESC, t.code
 LIMIT :limit
