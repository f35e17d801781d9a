-- offer/wrong: what is wrong with a job that was offered: a place that there is none of, a day that
-- is past.
-- takes  today where_key needed_by     gives  param code
SELECT 'place' AS "param", 'place' AS "code" WHERE :where_key IS NULL
UNION ALL
SELECT 'needed_by' AS "param", 'past' AS "code" WHERE :needed_by < :today
