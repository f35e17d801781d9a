-- jobs/trades: what the work of the public job of that code is called, up to three trades, the main
-- one first, each with its group of ISCO-08; guessed where nobody has looked at it.  A job that is
-- over still says what it was.
-- takes  code lang       gives  text isco guessed
SELECT n.text, d.isco, NULLIF(t.guessed, 0) AS "guessed"
  FROM job o
  JOIN job_trade t ON t.job_id = o.job_id
  JOIN trade d ON d.trade_key = t.trade_key
  JOIN name n ON n.scheme = 'trade' AND n.key = t.trade_key AND n.lang = :lang
 WHERE o.code = :code AND o.opens IS NOT NULL AND o.state NOT IN ('draft', 'review')
 ORDER BY t.position
