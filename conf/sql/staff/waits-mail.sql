-- staff/waits-mail: letters that were given up, for who sees to the whole.
-- takes  me limit   gives  key n
SELECT 'mail' AS "key", count(*) AS "n"
  FROM outbox o
 WHERE o.sent IS NULL AND o.next_try IS NULL
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me AND r.role IN ('manager', 'admin'))
HAVING count(*) > 0
 LIMIT :limit
