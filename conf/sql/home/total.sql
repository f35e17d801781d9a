-- home/total: how many jobs are open.
-- takes  no_examples       gives  n
SELECT coalesce(sum(c.n), 0)
       /*if no_examples*/ - (SELECT count(*) FROM job x WHERE x.example = 1
           AND x.state = 'open') /*end*/ AS "n"
  FROM job_count c
