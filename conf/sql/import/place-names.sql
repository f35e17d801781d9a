-- import/place-names: every name of every place, localities before districts, large before small,
-- so that of two places with one name the larger is meant.
-- takes  nothing   gives  place_key region_key text
SELECT p.place_key, coalesce(p.parent_key, p.place_key) AS "region_key", n.text
  FROM place p
  JOIN name n ON n.scheme = 'place' AND n.key = p.place_key
 ORDER BY p.kind, p.population DESC, p.place_key
