-- offer/wrong: what is wrong with a job that was offered: a day that is past.
-- takes  today needed_by     gives  param code
SELECT 'needed_by' AS "param", 'past' AS "code" WHERE :needed_by < :today
