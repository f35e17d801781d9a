-- jobs/places: localities with open jobs, the largest first: all of the chosen district, or of that
-- of the chosen place, which is always among them; with neither, the forty largest of the country.
-- (coalesce keeps the index of all jobs of a place out of it: examples are few)
-- takes  region place no_examples lang
-- gives  key text region n; where the name is not in :lang, its own lang, and en: the English one
SELECT p.place_key AS "key",
       coalesce(t.text, (SELECT h.text FROM name h WHERE h.scheme = 'place'
                            AND h.key = p.place_key AND h.lang = 'he')) AS "text",
       CASE WHEN t.text IS NULL THEN 'he' END AS "lang",
       CASE WHEN t.text IS NULL THEN (SELECT l.text FROM name l WHERE l.scheme = 'place'
                            AND l.key = p.place_key AND l.lang = 'en') END AS "en",
       p.parent_key AS "region",
       (SELECT coalesce(sum(c.n), 0) FROM place_count c WHERE c.place_key = p.place_key)
       /*if no_examples*/ - (SELECT count(*) FROM job x WHERE x.example = 1
           AND x.state = 'open' AND coalesce(x.place_key, '') = p.place_key) /*end*/ AS "n"
  FROM place p
  LEFT JOIN name t ON t.scheme = 'place' AND t.key = p.place_key AND t.lang = :lang
 WHERE p.kind = 'locality'
   AND ((SELECT sum(c.n) FROM place_count c WHERE c.place_key = p.place_key) > 0
        /*if place*/ OR p.place_key = :place /*end*/)
   /*if region*/ AND p.parent_key = :region /*end*/
   /*if not region*/ /*if place*/
   AND p.parent_key = (SELECT q.parent_key FROM place q WHERE q.place_key = :place)
   /*end*/ /*end*/
 ORDER BY p.population DESC
 /*if not region*/ /*if not place*/ LIMIT 40 /*end*/ /*end*/
