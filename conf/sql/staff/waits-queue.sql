-- staff/waits-queue: what waits for a coordinator's decision, and jobs that wait for their
-- employer's yes.  late: needed within a week.
-- takes  me in_week limit   gives  key n late
SELECT q.key AS "key", count(*) AS "n", nullif(sum(q.late), 0) AS "late"
  FROM (SELECT 'employer' AS key, 0 AS late FROM employer WHERE state = 'new'
         UNION ALL
        SELECT CASE WHEN origin IN ('phone', 'page') AND yes IS NULL THEN 'yes' ELSE 'job' END,
               CASE WHEN needed_by <= substr(:in_week, 1, 10) THEN 1 ELSE 0 END
          FROM job
         WHERE state = 'review'
         UNION ALL
        SELECT 'edit', 0 FROM job_edit) q
 WHERE EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me AND r.role = 'coordinator')
 GROUP BY q.key
 ORDER BY q.key
 LIMIT :limit
