-- import/place-alias-add: a spelling of a place that is there; the first to have it keeps it.
-- takes  folded (the spelling through rehab_fold_name) place_key
INSERT INTO place_alias (folded, place_key)
SELECT :folded AS "folded", p.place_key
  FROM place p
 WHERE p.place_key = :place_key
    ON CONFLICT (folded) DO NOTHING
