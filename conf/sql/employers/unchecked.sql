-- employers/unchecked: nobody is approved of whom nobody noted how we know that they exist.
-- takes  code        gives  param code
SELECT NULL AS "param", 'unchecked' AS "code"
  FROM employer e
 WHERE e.code = :code
   AND NOT EXISTS (SELECT 1 FROM employer_check x WHERE x.employer_id = e.employer_id)
