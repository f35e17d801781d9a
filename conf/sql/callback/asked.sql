-- callback/asked: the open job that a visitor asks to be called about; no row without one.
-- takes  job today no_examples       gives  code title lang employer
SELECT j.code, j.title, j.lang, e.name AS "employer"
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE j.code = :job AND j.state = 'open' AND j.closes >= :today
   /*if no_examples*/ AND j.example = 0 /*end*/
