-- import/place-aliases: other spellings of places, folded.
-- takes  nothing   gives  place_key region_key folded
SELECT p.place_key, coalesce(p.parent_key, p.place_key) AS "region_key", a.folded
  FROM place_alias a
  JOIN place p ON p.place_key = a.place_key
