-- moderation/phones: other employers whose jobs have the public telephone of the job of that code.
-- takes  code limit   gives  code name
SELECT DISTINCT e.code AS "code", e.name AS "name"
  FROM job j
  JOIN job o ON o.apply_phone = j.apply_phone AND o.employer_id <> j.employer_id
  JOIN employer e ON e.employer_id = o.employer_id
 WHERE j.code = :code
 ORDER BY e.code
 LIMIT :limit
