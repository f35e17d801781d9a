-- employers/wants: what an employer looks for; no row where nobody noted it.
-- takes  code        gives  wants
SELECT e.wants AS "wants", k.sealed AS "_key", 'employer/' || e.code AS "_row"
  FROM employer e
  LEFT JOIN person_key k ON k.key_id = substr(e.wants, 4, 32)
 WHERE e.code = :code AND e.wants IS NOT NULL
