-- key/keys: keys of what people sent, whole, a thousand behind :key_after.
-- takes  key_after   gives  key_id sealed made public lookup proof uses
SELECT key_id AS "key_id", sealed AS "sealed", made AS "made", public AS "public",
       lookup AS "lookup", proof AS "proof", CAST(uses AS text) AS "uses"
  FROM person_key
 WHERE key_id > :key_after
 ORDER BY key_id
 LIMIT 1000
