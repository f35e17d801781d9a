-- employer/stored-many: what the form of an own job holds where several may be chosen.
-- takes  code my_employer     gives  name key
SELECT 'shift' AS "name", s.shift AS "key"
  FROM job j
  JOIN job_shift s ON s.job_id = j.job_id
 WHERE j.code = :code AND j.employer_id = :my_employer
 UNION ALL
SELECT 'further_place', m.place_key
  FROM job j
  JOIN job_further_place m ON m.job_id = j.job_id
 WHERE j.code = :code AND j.employer_id = :my_employer
