-- callback/asked: the open job that a visitor asks to be called about; no row without one.
-- takes  job today no_examples       gives  code title lang employer (nothing: unnamed)
SELECT j.code, j.title, j.lang, j.employer
  FROM shown_job j
 WHERE j.code = :job AND j.state = 'open' AND j.closes >= :today
   /*if no_examples*/ AND j.example = 0 /*end*/
