-- employer/register-wrong: a place or field of work that does not exist.
-- takes  where_key field   gives  param code
SELECT 'place' AS "param", 'place' AS "code" WHERE :where_key IS NULL
UNION ALL
SELECT 'field' AS "param", 'choice' AS "code"
 WHERE NOT EXISTS (SELECT 1 FROM field f WHERE f.field_key = coalesce(:field, ''))
