-- employer/past: a complaint about a last day that has passed.
-- takes  today closes      gives  param code
SELECT 'closes' AS "param", 'past' AS "code" WHERE :closes < :today
