-- staff/desk-item: one thing at the desk, done or not; none that its reader may not see.
-- takes  code me now
-- gives  kind code at answer_by late topic lang part_of_day message job state taken by mine
SELECT d.kind AS "kind", d.code AS "code", substr(d.at, 1, 10) AS "at",
       substr(d.answer_by, 1, 10) AS "answer_by",
       CASE WHEN d.state = 'new' AND d.answer_by <= :now THEN 1 END AS "late",
       d.topic AS "topic", d.lang AS "lang", d.part_of_day AS "part_of_day",
       CASE WHEN d.message = 1 THEN 1 END AS "message", d.job_code AS "job",
       d.state AS "state", substr(d.taken, 1, 10) AS "taken", a.name AS "by",
       CASE WHEN d.taken_by = :me THEN 1 END AS "mine"
  FROM desk_row d
  LEFT JOIN account a ON a.account_id = d.taken_by
 WHERE d.code = :code
   AND (d.for_workers = 1
        OR EXISTS (SELECT 1 FROM account_role r
                    WHERE r.account_id = :me AND r.role = 'coordinator'))
