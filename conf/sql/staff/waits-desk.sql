-- staff/waits-desk: how many nobody has taken at the desk, of what its reader may see, and how many
-- of them are past their promise.
-- takes  me now limit   gives  key n late
SELECT d.kind AS "key", count(*) AS "n",
       nullif(sum(CASE WHEN d.answer_by <= :now THEN 1 ELSE 0 END), 0) AS "late"
  FROM desk_row d
 WHERE d.state = 'new'
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me
                  AND (r.role = 'coordinator' OR (r.role = 'worker' AND d.for_workers = 1)))
 GROUP BY d.kind
 ORDER BY d.kind
 LIMIT :limit
