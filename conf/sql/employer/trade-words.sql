-- employer/trade-words: a job that is not public is found by what its trades are called, too: the
-- marks of its trades stand behind the words of title and text.
-- takes  job_code       gives  nothing
UPDATE job
   SET words = words || coalesce((
SELECT ' ' || group_concat(x.marks, ' ')
  FROM (SELECT m.marks
          FROM job o
          JOIN job_trade t ON t.job_id = o.job_id
          JOIN trade m ON m.trade_key = t.trade_key
         WHERE o.code = :job_code AND m.marks <> ''
         ORDER BY t.position) x), '')
 WHERE code = :job_code AND state <> 'open'
