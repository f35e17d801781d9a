-- form/localities: all localities by name, for the form of a job.
-- takes  lang
-- gives  key text region; where the name is not in :lang, its own lang, and en: the English one
SELECT p.place_key AS "key",
       coalesce(t.text, (SELECT h.text FROM name h WHERE h.scheme = 'place'
                            AND h.key = p.place_key AND h.lang = 'he')) AS "text",
       CASE WHEN t.text IS NULL THEN 'he' END AS "lang",
       CASE WHEN t.text IS NULL THEN (SELECT l.text FROM name l WHERE l.scheme = 'place'
                            AND l.key = p.place_key AND l.lang = 'en') END AS "en",
       p.parent_key AS "region"
  FROM place p
  LEFT JOIN name t ON t.scheme = 'place' AND t.key = p.place_key AND t.lang = :lang
 WHERE p.kind = 'locality'
 ORDER BY 2, 1
