-- import/place-name-add: what a place is called in a language that has no name for it yet.
-- takes  place_key name_lang text
INSERT INTO name (scheme, key, lang, text)
SELECT 'place' AS "scheme", :place_key AS "key", :name_lang AS "lang", :text AS "text"
 WHERE true
    ON CONFLICT (scheme, key, lang) DO NOTHING
