-- employer/register-wrong: a place or field of work that does not exist.
-- takes  place field   gives  param code
SELECT 'place' AS "param", 'choice' AS "code"
 WHERE NOT EXISTS (SELECT 1 FROM place p WHERE p.place_key = :place AND p.kind = 'locality')
UNION ALL
SELECT 'field' AS "param", 'choice' AS "code"
 WHERE NOT EXISTS (SELECT 1 FROM field f WHERE f.field_key = coalesce(:field, ''))
