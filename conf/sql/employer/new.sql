-- employer/new: what the form of a new job holds before anybody types: where and in what the
-- employer works, as its last job or its own entry says.
-- takes  my_employer lang
-- gives  place field text_lang openings apply_way named indexed
SELECT coalesce(n.text, h.text) AS "place", l.field_key AS "field", :lang AS "text_lang",
       1 AS "openings", 'us' AS "apply_way", 1 AS "named", 1 AS "indexed"
  FROM (SELECT coalesce((SELECT j.place_key FROM job j WHERE j.employer_id = e.employer_id
                          ORDER BY j.listed DESC LIMIT 1), e.place_key) AS place_key,
               coalesce((SELECT j.field_key FROM job j WHERE j.employer_id = e.employer_id
                          ORDER BY j.listed DESC LIMIT 1), e.field_key) AS field_key
          FROM employer e
         WHERE e.employer_id = :my_employer) l
  LEFT JOIN place p ON p.place_key = l.place_key AND p.kind = 'locality'
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = p.place_key AND n.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = p.place_key AND h.lang = 'he'
