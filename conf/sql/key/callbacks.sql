-- key/callbacks: call-backs that are sealed to the desk's key, whose id has eight characters.
-- takes  nothing   gives  code name phone
SELECT code AS "code", name AS "name", phone AS "phone"
  FROM callback
 WHERE name LIKE 'd1.________.%'
