-- jobs/skills: what the open job of that code asks people to know.
-- takes  code today lang       gives  text
SELECT coalesce(n.text, h.text, s.skill_key) AS "text"
  FROM job j
  JOIN job_skill s ON s.job_id = j.job_id
  LEFT JOIN name n ON n.scheme = 'skill' AND n.key = s.skill_key AND n.lang = :lang
  LEFT JOIN name h ON h.scheme = 'skill' AND h.key = s.skill_key AND h.lang = 'he'
 WHERE j.code = :code AND j.state = 'open' AND j.closes >= :today
 ORDER BY s.skill_key
