-- words/batch: jobs in the order of their ids, to compare what a search finds with what they say.
-- takes  after (bigint) limit (bigint)   gives  job_id code words title text first second third
SELECT j.job_id, j.code, j.words, j.title, j.text, a.trade_key AS "first", b.trade_key AS "second",
       c.trade_key AS "third"
  FROM job j
  LEFT JOIN job_trade a ON a.job_id = j.job_id AND a.position = 1
  LEFT JOIN job_trade b ON b.job_id = j.job_id AND b.position = 2
  LEFT JOIN job_trade c ON c.job_id = j.job_id AND c.position = 3
 WHERE j.job_id > CAST(:after AS bigint)
 ORDER BY j.job_id
 LIMIT :limit
