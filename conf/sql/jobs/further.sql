-- jobs/further: the other places of the job of that code.
-- The page's first query says whether the job may be seen; without its row there is no page.
-- takes  code lang
-- gives  text; where the name is not in :lang, its own lang, and en: the English one
SELECT coalesce(t.text, h.text) AS "text", CASE WHEN t.text IS NULL THEN 'he' END AS "lang",
       CASE WHEN t.text IS NULL THEN l.text END AS "en"
  FROM job o
  JOIN job_further_place m ON m.job_id = o.job_id
  LEFT JOIN name t ON t.scheme = 'place' AND t.key = m.place_key AND t.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = m.place_key AND h.lang = 'he'
  LEFT JOIN name l ON l.scheme = 'place' AND l.key = m.place_key AND l.lang = 'en'
 WHERE o.code = :code
 ORDER BY m.place_key
