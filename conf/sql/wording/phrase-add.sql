-- wording/phrase-add: one more phrase; none when it is there already, or without letters.  around
-- says on which sides of it letters of the same word may stand.
-- takes  new_code phrase_kind phrase_lang harmless text text_plain around source today me
-- gives  code
INSERT INTO phrase (phrase_key, kind, lang, harmless, text, pattern, source, day, added_by)
SELECT lower(:new_code) AS "phrase_key", :phrase_kind AS "kind", :phrase_lang AS "lang",
       CASE WHEN CAST(:harmless AS integer) = 1 THEN 1 ELSE 0 END AS "harmless",
       CASE WHEN :around IN ('before', 'both') THEN '*' ELSE '' END || :text
       || CASE WHEN :around IN ('behind', 'both') THEN '*' ELSE '' END AS "text",
       '% ' || CASE WHEN :around IN ('before', 'both') THEN '%' ELSE '' END
       || trim(CAST(:text_plain AS text))
       || CASE WHEN :around IN ('behind', 'both') THEN '%' ELSE '' END || ' %' AS "pattern",
       :source AS "source", :today AS "day", CAST(:me AS bigint) AS "added_by"
 WHERE trim(CAST(:text_plain AS text)) <> ''
    ON CONFLICT (kind, lang, harmless, pattern) DO NOTHING
RETURNING phrase_key AS "code"
