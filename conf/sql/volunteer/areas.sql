-- volunteer/areas: the seven districts in their official order.
-- takes  lang       gives  key text
SELECT p.place_key AS "key", coalesce(n.text, h.text) AS "text"
  FROM place p
  JOIN name h ON h.scheme = 'place' AND h.key = p.place_key AND h.lang = 'he'
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = p.place_key AND n.lang = :lang
 WHERE p.kind = 'region'
 ORDER BY p.official_code
