-- staff/desk-person: who sent it, as it is sealed: of a call-back or a sign-up.
-- takes  item_kind item_code limit   gives  name phone mail skills reach (all sealed)
SELECT c.name AS "name", c.phone AS "phone", CAST(NULL AS text) AS "mail",
       CAST(NULL AS text) AS "skills", CAST(NULL AS text) AS "reach", k.sealed AS "_key",
       'callback/' || c.code AS "_row"
  FROM callback c
  LEFT JOIN person_key k ON k.key_id = substr(c.name, 4, 32)
 WHERE c.code = :item_code AND :item_kind = 'call'
 UNION ALL
SELECT v.name, v.phone, v.mail, v.skills, v.reach, k.sealed, 'volunteer/' || v.code
  FROM volunteer v
  LEFT JOIN person_key k ON k.key_id = substr(v.name, 4, 32)
 WHERE v.code = :item_code AND :item_kind = 'volunteer'
 LIMIT :limit
