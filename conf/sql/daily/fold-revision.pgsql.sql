-- daily/fold-revision: adds the rows of writers that are gone to that of writer 0; sums stay.
-- takes  nothing; only PostgreSQL has it, since on SQLite every row is that of writer 0
WITH gone AS (
    DELETE FROM revision
     WHERE writer <> 0 AND writer NOT IN (SELECT a.pid FROM pg_stat_activity a)
 RETURNING relation, n
)
INSERT INTO revision AS kept (relation, writer, n)
SELECT relation, 0 AS "writer", sum(n) AS "n"
  FROM gone
 WHERE true
 GROUP BY relation
    ON CONFLICT (relation, writer) DO UPDATE SET n = kept.n + excluded.n
