-- employer/trade-words: a job that is not public is found by what its trades are called, too.
-- Behind the words of title and text stand those of each trade, each once, in letters' order.
-- takes  job_code       gives  nothing
UPDATE job
   SET words = words || coalesce((
SELECT ' ' || string_agg(x.word, ' ' ORDER BY x.position, x.word COLLATE "C")
  FROM (SELECT DISTINCT t.position, s.word
          FROM job o
          JOIN job_trade t ON t.job_id = o.job_id
          JOIN trade_word w ON w.trade_key = t.trade_key
         CROSS JOIN LATERAL regexp_split_to_table(w.folded, ' ') AS s (word)
         WHERE o.code = :job_code AND s.word <> '') x), '')
 WHERE code = :job_code AND state <> 'open'
