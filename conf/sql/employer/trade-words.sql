-- employer/trade-words: a job that is not public is found by what its trades are called, too.
-- Behind the words of title and text stand those of each trade, each once, in letters' order.
-- takes  job_code       gives  nothing
UPDATE job
   SET words = words || coalesce((
WITH RECURSIVE said (position, word, rest) AS (
    SELECT t.position, '', w.folded || ' '
      FROM job o
      JOIN job_trade t ON t.job_id = o.job_id
      JOIN trade_word w ON w.trade_key = t.trade_key
     WHERE o.code = :job_code
     UNION
    SELECT s.position, substr(s.rest, 1, instr(s.rest, ' ') - 1),
           substr(s.rest, instr(s.rest, ' ') + 1)
      FROM said s
     WHERE s.rest <> ''
)
SELECT ' ' || group_concat(x.word, ' ')
  FROM (SELECT DISTINCT s.position, s.word FROM said s WHERE s.word <> '' ORDER BY 1, 2) x), '')
 WHERE code = :job_code AND state <> 'open'
