-- account/list: every account with one row for each of its roles.
-- takes  nothing        gives  code name role employer place password second disabled created
SELECT a.code AS "code", a.name AS "name", r.role AS "role", e.code AS "employer",
       a.place_key AS "place", CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS "password",
       CASE WHEN a.totp IS NULL THEN 0 ELSE 1 END AS "second", a.disabled AS "disabled",
       a.created AS "created"
  FROM account a
  LEFT JOIN account_role r ON r.account_id = a.account_id
  LEFT JOIN employer e ON e.employer_id = a.employer_id
 ORDER BY a.account_id, r.role
