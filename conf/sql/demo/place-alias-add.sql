-- demo/place-alias-add: a spelling by which a place is found; the first place to have it keeps it.
-- takes  folded (the spelling through rehab_fold_name)  place_key
INSERT INTO place_alias (folded, place_key)
SELECT :folded AS "folded", :place_key AS "place_key"
 WHERE true
    ON CONFLICT (folded) DO NOTHING
