-- employers/people: who speaks for an employer.
-- takes  code        gives  code name lang since
SELECT a.code AS "code", a.name AS "name", a.lang AS "lang",
       substr(a.created, 1, 10) AS "since"
  FROM account a
  JOIN employer e ON e.employer_id = a.employer_id
 WHERE e.code = :code AND a.disabled IS NULL
 ORDER BY a.created, a.account_id
