-- home/total: how many jobs are open.
-- takes  nothing       gives  n
SELECT coalesce(sum(c.n), 0) AS "n"
  FROM job_count c
