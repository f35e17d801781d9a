-- employers/checks: how we know that an employer exists, who noted it, and when.
-- takes  code        gives  how at name by
SELECT x.how AS "how", x.at AS "at", a.name AS "name", a.code AS "by"
  FROM employer_check x
  JOIN employer e ON e.employer_id = x.employer_id
  JOIN account a ON a.account_id = x.account_id
 WHERE e.code = :code
 ORDER BY x.at DESC
