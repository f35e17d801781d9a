-- offer/wrong: what is wrong with a job that was offered: a place that there is none of, a day that
-- is past.
-- takes  today place needed_by     gives  param code
SELECT 'place' AS "param", 'choice' AS "code"
 WHERE NOT EXISTS (SELECT 1 FROM place p WHERE p.place_key = :place AND p.kind = 'locality')
UNION ALL
SELECT 'needed_by' AS "param", 'past' AS "code" WHERE :needed_by < :today
