-- employer/wrong-place: a complaint about a place that was written and is none that we know.
-- takes  place where_key      gives  param code
SELECT 'place' AS "param", 'place' AS "code" WHERE :place IS NOT NULL AND :where_key IS NULL
