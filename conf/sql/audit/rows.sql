-- audit/rows: the audit trail in the order in which it was written, a thousand rows after :after.
-- takes  after   gives  what the chain covers
SELECT audit_id AS "audit_id", at AS "at", actor AS "actor", role AS "role", verb AS "verb",
       object AS "object", code AS "code", page AS "page", reason AS "reason",
       previous AS "previous", hash AS "hash"
  FROM audit
 WHERE audit_id > :after
 ORDER BY audit_id
 LIMIT 1000
