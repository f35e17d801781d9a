-- employer/wrong: what is wrong with a job that was filled in: days that are past.
-- takes  today needed_by closes     gives  param code
SELECT 'closes' AS "param", 'past' AS "code" WHERE :closes < :today
 UNION ALL
SELECT 'needed_by' AS "param", 'past' AS "code" WHERE :needed_by < :today
