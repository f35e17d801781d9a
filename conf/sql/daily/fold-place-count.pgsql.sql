-- daily/fold-place-count: adds the rows of writers that are gone to that of writer 0; sums stay.
-- takes  nothing; only PostgreSQL has it, since on SQLite every row is that of writer 0
WITH gone AS (
    DELETE FROM place_count
     WHERE writer <> 0 AND writer NOT IN (SELECT a.pid FROM pg_stat_activity a)
 RETURNING place_key, n
)
INSERT INTO place_count AS kept (place_key, writer, n)
SELECT place_key, 0 AS "writer", sum(n) AS "n"
  FROM gone
 WHERE true
 GROUP BY place_key
    ON CONFLICT (place_key, writer) DO UPDATE SET n = kept.n + excluded.n
