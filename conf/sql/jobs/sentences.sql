-- jobs/sentences: the easy sentences of the job of that code, in order: in the reader's language,
-- or else in the job's own, which lang then says.
-- The page's first query says whether the job may be seen; without its row there is no page.
-- takes  code lang       gives  text lang
SELECT s.text, NULLIF(s.lang, :lang) AS "lang"
  FROM job o
  JOIN job_sentence s ON s.job_id = o.job_id
   AND s.lang = CASE WHEN EXISTS (SELECT 1 FROM job_sentence r
                                   WHERE r.job_id = o.job_id AND r.lang = :lang)
                     THEN :lang ELSE o.lang END
 WHERE o.code = :code
 ORDER BY s.position
