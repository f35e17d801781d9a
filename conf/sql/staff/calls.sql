-- staff/calls: employers whom their coordinator said to call by today.
-- takes  me today limit   gives  code name lang day late
SELECT e.code AS "code", e.name AS "name", e.name_lang AS "lang", e.next_call AS "day",
       CASE WHEN e.next_call < :today THEN 1 END AS "late"
  FROM employer e
 WHERE e.coordinator_id = :me AND e.next_call <= :today
 ORDER BY e.next_call, e.code
 LIMIT :limit
