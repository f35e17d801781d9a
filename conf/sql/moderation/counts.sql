-- moderation/counts: how much of each kind waits for a coordinator.
-- takes  nothing   gives  kind n
SELECT w.kind AS "kind", count(*) AS "n"
  FROM waiting w
 GROUP BY w.kind
 ORDER BY w.kind
