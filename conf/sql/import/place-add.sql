-- import/place-add: a locality; one that is there gets its district and population, and only when
-- they differ is anything changed.
-- takes  place_key region_key official_code population (bigint)
INSERT INTO place (place_key, kind, parent_key, official_code, population)
SELECT :place_key AS "place_key", 'locality' AS "kind", r.place_key AS "parent_key",
       :official_code AS "official_code", coalesce(CAST(:population AS bigint), 0) AS "population"
  FROM place r
 WHERE r.place_key = :region_key AND r.kind = 'region'
    ON CONFLICT (place_key) DO UPDATE SET parent_key = excluded.parent_key,
                                          population = excluded.population
 WHERE place.parent_key <> excluded.parent_key OR place.population <> excluded.population
