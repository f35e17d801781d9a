-- employer/states: in which states the employer's jobs are; an open one whose last day has passed
-- has expired.
-- takes  my_employer today      gives  key n
SELECT CASE WHEN j.state = 'open' AND j.closes < :today THEN 'expired' ELSE j.state END AS "key",
       count(*) AS "n"
  FROM job j
 WHERE j.employer_id = :my_employer
 GROUP BY 1
 ORDER BY 1
