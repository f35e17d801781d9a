-- moderation/edit-odd: what is wrong with what staff typed: a field or place that there is none of,
-- or pay up to less than from.
-- takes  field where_key pay_min pay_max   gives  param code
SELECT 'field' AS "param", 'choice' AS "code"
 WHERE NOT EXISTS (SELECT 1 FROM field f WHERE f.field_key IN (:field))
 UNION ALL
SELECT 'place', 'place' WHERE :where_key IS NULL
 UNION ALL
SELECT 'pay_max', 'low'
 WHERE CAST(:pay_max AS bigint) < CAST(:pay_min AS bigint)
