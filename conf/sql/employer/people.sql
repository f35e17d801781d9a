-- employer/people: who speaks for one's employer, oneself marked, then who is invited.
-- takes  me my_employer                          gives  code name since me invited
SELECT a.code AS "code", a.name AS "name", substr(a.created, 1, 10) AS "since",
       CASE WHEN a.account_id = :me THEN 1 END AS "me",
       CASE WHEN a.password IS NULL THEN 1 END AS "waits", NULL AS "invited"
  FROM account a
 WHERE a.employer_id = :my_employer AND a.disabled IS NULL
UNION ALL
SELECT i.code, i.name, substr(i.at, 1, 10), NULL, NULL, 1
  FROM employer_invite i
 WHERE i.employer_id = :my_employer
 ORDER BY 6, 3, 1
