-- employer/list: the employer's jobs, the last one first, one page after :after; of a state, and
-- with :q those that its words find.
-- takes  my_employer q state after today lang limit
-- gives  code title lang state place place_lang place_en closes openings filled
SELECT j.listed AS "_cursor", j.code, j.title, j.lang,
       CASE WHEN j.state = 'open' AND j.closes < :today THEN 'expired' ELSE j.state END AS "state",
       coalesce(p.text, h.text) AS "place", CASE WHEN p.text IS NULL THEN 'he' END AS "place_lang",
       CASE WHEN p.text IS NULL THEN l.text END AS "place_en", j.closes, j.openings,
       NULLIF(j.filled, 0) AS "filled"
  FROM job j
  LEFT JOIN name p ON p.scheme = 'place' AND p.key = j.place_key AND p.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = j.place_key AND h.lang = 'he'
  LEFT JOIN name l ON l.scheme = 'place' AND l.key = j.place_key AND l.lang = 'en'
 WHERE j.employer_id = :my_employer
   /*if state*/ AND CASE WHEN j.state = 'open' AND j.closes < :today THEN 'expired'
                         ELSE j.state END = :state /*end*/
   /*if q*/ AND j.listed IN (SELECT s.rowid FROM job_search s WHERE s.job_search MATCH :q) /*end*/
   /*if after*/ AND j.listed < :after /*end*/
 ORDER BY j.listed DESC
 LIMIT :limit
