-- offer/phone-wrong: what else is wrong with a job by telephone: a field of work that is none.
-- takes  field     gives  param code
SELECT 'field' AS "param", 'choice' AS "code"
 WHERE NOT EXISTS (SELECT 1 FROM field f WHERE f.field_key IN (:field))
