-- employers/coordinators: who may be in charge of an employer, oneself marked.
-- takes  me        gives  code name me
SELECT a.code AS "code", a.name AS "name", CASE WHEN a.account_id = :me THEN 1 END AS "me"
  FROM account a
  JOIN account_role r ON r.account_id = a.account_id AND r.role = 'coordinator'
 WHERE a.disabled IS NULL
 ORDER BY a.name, a.code
