-- desk/keeps-up: whether answers take longer than promised, and whether nobody reads what is sent.
-- takes  now       gives  late closed (1, else nothing)
SELECT CASE WHEN l.value <= :now THEN '1' END AS "late",
       CASE WHEN c.value <= :now THEN '1' END AS "closed"
  FROM setting l
  JOIN setting c ON c.name = 'desk.closes'
 WHERE l.name = 'desk.late'
