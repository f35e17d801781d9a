-- mail/due: messages whose next attempt is due, the longest due first.
-- takes  now   gives  what a sender needs of each
SELECT outbox_id AS "id", template AS "template", lang AS "lang", sealed AS "sealed",
       created AS "created", attempts AS "attempts"
  FROM outbox
 WHERE next_try IS NOT NULL AND next_try <= :now AND sent IS NULL
 ORDER BY next_try, outbox_id
 LIMIT 200
