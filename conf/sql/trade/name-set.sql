-- trade/name-set: what a trade is called in a language; the new name stands.
-- takes  trade_key name_lang text
INSERT INTO name (scheme, key, lang, text)
SELECT 'trade' AS "scheme", :trade_key AS "key", :name_lang AS "lang", :text AS "text"
 WHERE true
    ON CONFLICT (scheme, key, lang) DO UPDATE SET text = excluded.text
