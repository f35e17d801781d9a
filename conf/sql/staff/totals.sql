-- staff/totals: how many jobs are open and how many employers take part.
-- takes  nothing   gives  jobs employers
SELECT (SELECT coalesce(sum(c.n), 0) FROM job_count c) AS "jobs",
       (SELECT count(*) FROM employer e WHERE e.state = 'approved') AS "employers"
