-- home/regions: the seven districts in their official order, and how many open jobs each has.
-- (coalesce keeps the index of all jobs of a district out of it: examples are few)
-- takes  no_examples lang       gives  key text n
SELECT p.place_key AS "key",
       coalesce(n.text, (SELECT h.text FROM name h WHERE h.scheme = 'place'
                            AND h.key = p.place_key AND h.lang = 'he')) AS "text",
       (SELECT coalesce(sum(c.n), 0) FROM job_count c WHERE c.region_key = p.place_key)
       /*if no_examples*/ - (SELECT count(*) FROM job x WHERE x.example = 1
           AND x.state = 'open' AND coalesce(x.region_key, '') = p.place_key) /*end*/ AS "n"
  FROM place p
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = p.place_key AND n.lang = :lang
 WHERE p.kind = 'region'
 ORDER BY p.official_code
