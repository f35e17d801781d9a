-- mail/waiting: what has not been sent, what was given up first, then the oldest.
-- takes  nothing   gives  for each what may be said without opening it
SELECT outbox_id AS "id", template AS "template", lang AS "lang", created AS "created",
       attempts AS "attempts", next_try AS "next_try", failure AS "failure"
  FROM outbox
 WHERE sent IS NULL
 ORDER BY CASE WHEN next_try IS NULL THEN 0 ELSE 1 END, outbox_id
