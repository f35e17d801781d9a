-- employers/refused-mail: who speaks for an employer learns that it is refused, and why.
-- takes  code reason words        gives  address lang reason_code reason
SELECT a.mail AS "address", a.lang AS "lang", :reason AS "reason_code", :words AS "reason"
  FROM account a
  JOIN employer e ON e.employer_id = a.employer_id
 WHERE e.code = :code AND a.disabled IS NULL
