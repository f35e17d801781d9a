-- demo/place-add: a locality; one that is there already gets the new district and population.
-- takes  place_key (l and official_code)  official_code  region_key  population
INSERT INTO place (place_key, kind, parent_key, official_code, population)
SELECT :place_key AS "place_key", 'locality' AS "kind", :region_key AS "parent_key",
       :official_code AS "official_code", coalesce(CAST(:population AS bigint), 0) AS "population"
 WHERE true
    ON CONFLICT (place_key) DO UPDATE SET parent_key = excluded.parent_key,
                                          population = excluded.population
