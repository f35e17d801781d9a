-- import/phrase-add: words of a file; those that are there get its law and day, and stay retired.
-- takes  phrase_key phrase_kind phrase_lang harmless text pattern source day
INSERT INTO phrase (phrase_key, kind, lang, harmless, text, pattern, source, day)
SELECT :phrase_key AS "phrase_key", :phrase_kind AS "kind", :phrase_lang AS "lang",
       CASE WHEN :harmless = '1' THEN 1 ELSE 0 END AS "harmless", :text AS "text",
       :pattern AS "pattern", :source AS "source", :day AS "day"
 WHERE true
    ON CONFLICT (kind, lang, harmless, pattern)
    DO UPDATE SET text = excluded.text, source = excluded.source, day = excluded.day
