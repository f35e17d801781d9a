-- jobs/languages: the languages that the open job of that code needs.
-- takes  code today       gives  lang
SELECT l.lang
  FROM job j
  JOIN job_language l ON l.job_id = j.job_id
 WHERE j.code = :code AND j.state = 'open' AND j.closes >= :today
 ORDER BY l.lang
