-- employers/last: who of us changed something of an employer last, and what.
-- takes  code        gives  verb at name by
SELECT a.verb AS "verb", a.at AS "at", p.name AS "name", a.actor AS "by"
  FROM audit a
  LEFT JOIN account p ON p.code = a.actor
 WHERE a.object = 'employer' AND a.code = :code AND a.verb <> 'reads'
 ORDER BY a.audit_id DESC
 LIMIT 1
