-- moderation/easy-add: the easy sentences of the job of that code, in its language and in their
-- order: what you do, when, what you need, what you get, how to come.
-- takes  code does at_times needs gets comes
INSERT INTO job_sentence (job_id, lang, position, text)
SELECT j.job_id, j.lang, s.position, s.text
  FROM job j
  JOIN (SELECT 1 AS position, :does AS text
        UNION ALL SELECT 2, :at_times
        UNION ALL SELECT 3, :needs
        UNION ALL SELECT 4, :gets
        UNION ALL SELECT 5, :comes) s ON s.text IS NOT NULL
 WHERE j.code = :code
