-- daily/notice-due: jobs whose employer is to be told that they close soon (expires), or are closed
-- (expired), and was not told so of this closing day.  Nobody is told of what was imported.
-- takes  notice today warn_until week_ago       gives  code
SELECT j.code AS "code"
  FROM job j
 WHERE j.origin <> 'import' AND j.hidden IS NULL
   AND ((:notice = 'expires' AND j.state = 'open' AND j.closes BETWEEN :today AND :warn_until)
        OR (:notice = 'expired' AND j.state = 'expired' AND j.closes >= :week_ago))
   AND NOT EXISTS (SELECT 1 FROM job_notice n
                    WHERE n.job_id = j.job_id AND n.kind = :notice AND n.closes = j.closes)
 ORDER BY j.job_id
