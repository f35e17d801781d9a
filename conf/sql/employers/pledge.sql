-- employers/pledge: what an employer has promised, who signed, and until when.
-- takes  code today        gives  interviews no_record accompanies signed_by signed lapses over
--                                _key _row
SELECT NULLIF(p.interviews, 0) AS "interviews", NULLIF(p.no_record, 0) AS "no_record",
       NULLIF(p.accompanies, 0) AS "accompanies", p.signed_by AS "signed_by",
       p.signed AS "signed", p.lapses AS "lapses",
       CASE WHEN p.lapses < :today THEN 1 END AS "over", k.sealed AS "_key",
       'employer_pledge/' || p.employer_id AS "_row"
  FROM employer_pledge p
  JOIN employer e ON e.employer_id = p.employer_id
  LEFT JOIN person_key k ON k.key_id = substr(p.signed_by, 4, 32)
 WHERE e.code = :code
