-- wording/newest: the day of the newest rate in force, and whether that is over a year ago.
-- takes  today   gives  since old
SELECT max(w.since) AS "since",
       CASE WHEN (CAST(substr(max(w.since), 1, 4) AS integer) + 1) || substr(max(w.since), 5)
                 < :today THEN 1 END AS "old"
  FROM wage w
 WHERE w.status = 'in_force' AND w.retired IS NULL AND w.since <= :today
