-- employer/stored-many: what the form of an own job holds where several may be chosen.
-- takes  code my_employer lang     gives  name key
SELECT 'shift' AS "name", s.shift AS "key"
  FROM job j
  JOIN job_shift s ON s.job_id = j.job_id
 WHERE j.code = :code AND j.employer_id = :my_employer
 UNION ALL
SELECT 'further_place', coalesce(n.text, h.text)
  FROM job j
  JOIN job_further_place m ON m.job_id = j.job_id
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = m.place_key AND n.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = m.place_key AND h.lang = 'he'
 WHERE j.code = :code AND j.employer_id = :my_employer
