-- moderation/acts: who did what to the job of that code, newest first.
-- takes  code limit   gives  at verb name role reason
SELECT a.at AS "at", a.verb AS "verb", p.name AS "name", a.role AS "role", a.reason AS "reason"
  FROM audit a
  LEFT JOIN account p ON p.code = a.actor
 WHERE a.code = :code AND a.object = 'job' AND a.verb <> 'reads'
 ORDER BY a.audit_id DESC
 LIMIT :limit
