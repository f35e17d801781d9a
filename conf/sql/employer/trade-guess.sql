-- employer/trade-guess: the trade that the title of a job names, by the longest of its names, as a
-- guess; a job whose trades somebody has looked at keeps those.
-- takes  job_code title_words
INSERT INTO job_trade (job_id, position, trade_key, guessed)
SELECT j.job_id, 1 AS "position", w.trade_key, 1 AS "guessed"
  FROM job j
  JOIN trade_word w ON ' ' || :title_words || ' ' LIKE '% ' || w.folded || ' %'
 WHERE j.code = :job_code AND j.state <> 'open'
   AND NOT EXISTS (SELECT 1 FROM job_trade t WHERE t.job_id = j.job_id)
 ORDER BY length(w.folded) DESC, w.trade_key
 LIMIT 1
