-- volunteer/roles: ways to help, in the order of the organisation; Hebrew where a language lacks.
-- takes  lang       gives  key name text hours place training legal_check lang
SELECT r.role_key AS "key", coalesce(t.name, h.name) AS "name", coalesce(t.text, h.text) AS "text",
       r.hours, r.place, CASE WHEN r.training = 1 THEN '1' END AS "training", r.legal_check,
       CASE WHEN t.name IS NULL THEN 'he' END AS "lang"
  FROM volunteer_role r
  JOIN volunteer_role_text h ON h.role_key = r.role_key AND h.lang = 'he'
  LEFT JOIN volunteer_role_text t ON t.role_key = r.role_key AND t.lang = :lang
 ORDER BY r.position
