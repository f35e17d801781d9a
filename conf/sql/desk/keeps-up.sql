-- desk/keeps-up: whether the oldest thing that nobody took is past its promise, and whether nobody
-- reads what is sent: it waits too long, and the desk took and finished nothing since.
-- takes  now       gives  late closed (1, else nothing)
SELECT CASE WHEN u.answer_by <= :now THEN '1' END AS "late",
       CASE WHEN u.closes_by <= :now AND s.value <= :now THEN '1' END AS "closed"
  FROM setting s
  JOIN (SELECT min(w.answer_by) AS "answer_by", min(w.closes_by) AS "closes_by"
          FROM untaken w) u ON 1 = 1
 WHERE s.name = 'desk.reads_until'
