-- import/place-name-set: what a place is called in a language; the new name stands.
-- takes  place_key name_lang text
INSERT INTO name (scheme, key, lang, text)
SELECT 'place' AS "scheme", :place_key AS "key", :name_lang AS "lang", :text AS "text"
 WHERE true
    ON CONFLICT (scheme, key, lang) DO UPDATE SET text = excluded.text
 WHERE name.text <> excluded.text
