-- moderation/easy: the easy sentences of the job of that code, in its own language, under the names
-- of the form.
-- takes  code   gives  does at_times needs gets comes
SELECT max(CASE WHEN s.position = 1 THEN s.text END) AS "does",
       max(CASE WHEN s.position = 2 THEN s.text END) AS "at_times",
       max(CASE WHEN s.position = 3 THEN s.text END) AS "needs",
       max(CASE WHEN s.position = 4 THEN s.text END) AS "gets",
       max(CASE WHEN s.position = 5 THEN s.text END) AS "comes"
  FROM job j
  JOIN job_sentence s ON s.job_id = j.job_id AND s.lang = j.lang
 WHERE j.code = :code
