-- daily/fold-job-count: adds the rows of writers that are gone to that of writer 0; sums stay.
-- takes  nothing; only PostgreSQL has it, since on SQLite every row is that of writer 0
WITH gone AS (
    DELETE FROM job_count
     WHERE writer <> 0 AND writer NOT IN (SELECT a.pid FROM pg_stat_activity a)
 RETURNING region_key, field_key, n
)
INSERT INTO job_count AS kept (region_key, field_key, writer, n)
SELECT region_key, field_key, 0 AS "writer", sum(n) AS "n"
  FROM gone
 WHERE true
 GROUP BY region_key, field_key
    ON CONFLICT (region_key, field_key, writer) DO UPDATE SET n = kept.n + excluded.n
