-- desk/oldest: since when the oldest thing waits that nobody took (nothing: none waits), and when
-- the desk last took or finished something.
-- takes  nothing   gives  oldest acted
SELECT (SELECT min(w.at) FROM (SELECT at FROM callback WHERE state = 'new'
                               UNION ALL
                               SELECT at FROM volunteer WHERE state = 'new') w) AS "oldest",
       (SELECT s.value FROM setting s WHERE s.name = 'desk.acted') AS "acted"
