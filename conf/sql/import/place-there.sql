-- import/place-there: whether a locality or district is there.
-- takes  place_key   gives  place_key
SELECT place_key FROM place WHERE place_key = :place_key
