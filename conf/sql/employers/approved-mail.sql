-- employers/approved-mail: who speaks for an employer learns that it is approved.
-- takes  code        gives  address lang link
SELECT a.mail AS "address", a.lang AS "lang", '/employer' AS "link"
  FROM account a
  JOIN employer e ON e.employer_id = a.employer_id
 WHERE e.code = :code AND a.disabled IS NULL
