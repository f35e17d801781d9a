-- key/persons: keys of what people sent, in the order of their ids, a thousand behind :key_after.
-- takes  key_after   gives  key_id sealed
SELECT key_id AS "key_id", sealed AS "sealed"
  FROM person_key
 WHERE key_id > :key_after
 ORDER BY key_id
 LIMIT 1000
