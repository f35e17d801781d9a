-- moderation/typed: what is wrong with what staff typed at publication: an easy sentence has at
-- most 12 words, and a job for which its employer named no closing day is given one to come.
-- takes  code today closes does at_times needs gets comes   gives  param code
SELECT s.param AS "param", s.code AS "code"
  FROM (SELECT 'does' AS param, 'words' AS code, :does AS text
        UNION ALL SELECT 'at_times', 'words', :at_times
        UNION ALL SELECT 'needs', 'words', :needs
        UNION ALL SELECT 'gets', 'words', :gets
        UNION ALL SELECT 'comes', 'words', :comes) s
 WHERE length(replace(s.text, '  ', ' ')) - length(replace(s.text, ' ', '')) > 11
 UNION ALL
SELECT 'closes', CASE WHEN :closes IS NULL THEN 'required' ELSE 'past' END
  FROM job j
 WHERE j.code = :code AND j.closes IS NULL AND coalesce(:closes, '') < :today
