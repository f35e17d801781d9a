-- staff/audit: the audit trail, newest first, those rows before :after, of one thing or one person
-- where :code says which.
-- takes  code after limit   gives  at actor name role verb object code reason page
SELECT a.audit_id AS "_cursor", a.at AS "at", a.actor AS "actor", p.name AS "name",
       a.role AS "role", a.verb AS "verb", a.object AS "object", a.code AS "code",
       a.reason AS "reason", a.page AS "page"
  FROM audit a
  LEFT JOIN account p ON p.code = a.actor
 WHERE 1 = 1
   /*if code*/  AND (a.code = :code OR a.actor = :code) /*end*/
   /*if after*/ AND a.audit_id < :after                 /*end*/
 ORDER BY a.audit_id DESC
 LIMIT :limit
