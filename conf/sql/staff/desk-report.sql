-- staff/desk-report: what somebody wrote of a job, sealed.
-- takes  item_kind item_code limit   gives  text (sealed)
SELECT r.text AS "text", k.sealed AS "_key", 'job_report/' || r.code AS "_row"
  FROM job_report r
  LEFT JOIN person_key k ON k.key_id = substr(r.text, 4, 32)
 WHERE r.code = :item_code AND :item_kind = 'report' AND r.text IS NOT NULL
 LIMIT :limit
