-- account/sessions: the browsers in which one is signed in, the one that asks marked.
-- takes  me my_session now                       gives  since seen here
SELECT substr(s.created, 1, 10) AS "since", substr(s.last_seen, 1, 10) AS "seen",
       CASE WHEN s.hash = :my_session THEN 1 END AS "here"
  FROM session s
 WHERE s.account_id = :me AND s.stage = 'full' AND s.expires > :now
 ORDER BY s.created DESC
