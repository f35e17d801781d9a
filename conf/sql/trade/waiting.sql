-- trade/waiting: open jobs whose trades nobody has looked at, newest first; with :none those that
-- have no trade at all.
-- takes  none today      gives  code opens title first second third
SELECT j.code, j.opens, j.title, a.trade_key AS "first", b.trade_key AS "second",
       c.trade_key AS "third"
  FROM job j
  LEFT JOIN job_trade a ON a.job_id = j.job_id AND a.position = 1
  LEFT JOIN job_trade b ON b.job_id = j.job_id AND b.position = 2
  LEFT JOIN job_trade c ON c.job_id = j.job_id AND c.position = 3
 WHERE j.state = 'open' AND j.closes >= :today
   /*if not none*/ AND EXISTS (SELECT 1 FROM job_trade x WHERE x.job_id = j.job_id
                                  AND x.guessed = 1) /*end*/
   /*if none*/ AND a.trade_key IS NULL /*end*/
 ORDER BY j.listed DESC
