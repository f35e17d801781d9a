-- trade/jobs: jobs in the order of their ids with the trades that they have: the one of a code, or
-- all those whose trades nobody has looked at.
-- takes  code, or after (bigint) limit (bigint)
-- gives  job_id code title text first second third
SELECT j.job_id, j.code, j.title, j.text, a.trade_key AS "first", b.trade_key AS "second",
       c.trade_key AS "third"
  FROM job j
  LEFT JOIN job_trade a ON a.job_id = j.job_id AND a.position = 1
  LEFT JOIN job_trade b ON b.job_id = j.job_id AND b.position = 2
  LEFT JOIN job_trade c ON c.job_id = j.job_id AND c.position = 3
 WHERE 0 = 0
   /*if code*/ AND j.code = :code /*end*/
   /*if after*/ AND j.job_id > CAST(:after AS bigint)
   AND NOT EXISTS (SELECT 1 FROM job_trade x WHERE x.job_id = j.job_id AND x.guessed = 0) /*end*/
 ORDER BY j.job_id
 LIMIT :limit
