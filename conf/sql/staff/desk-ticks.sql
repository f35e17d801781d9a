-- staff/desk-ticks: the ticked boxes of a sign-up, each sealed under the name of its box.
-- takes  item_kind item_code limit   gives  role area speaks time (sealed; one of them a row)
SELECT CASE WHEN a.param = 'role' THEN a.value END AS "role",
       CASE WHEN a.param = 'area' THEN a.value END AS "area",
       CASE WHEN a.param = 'speaks' THEN a.value END AS "speaks",
       CASE WHEN a.param = 'time' THEN a.value END AS "time",
       k.sealed AS "_key", 'volunteer/' || a.code AS "_row"
  FROM volunteer_answer a
  LEFT JOIN person_key k ON k.key_id = substr(a.value, 4, 32)
 WHERE a.code = :item_code AND :item_kind = 'volunteer'
 ORDER BY a.param, a.value
 LIMIT :limit
