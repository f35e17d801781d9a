-- offer/reported: the open job that somebody says something is wrong with.
-- takes  code today no_examples       gives  code title lang
SELECT j.code AS "code", j.title AS "title", j.lang AS "lang"
  FROM shown_job j
 WHERE j.code = :code AND j.state = 'open' AND j.closes >= :today
   /*if no_examples*/ AND j.example = 0 /*end*/
