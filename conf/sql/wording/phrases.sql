-- wording/phrases: what an advert may not say, and what makes it harmless, those that count first.
-- takes  q_plain phrase_kind phrase_lang limit
-- gives  code kind lang harmless text law day retired
SELECT p.phrase_key AS "code", p.kind AS "kind", p.lang AS "lang",
       CASE WHEN p.harmless = 1 THEN 1 END AS "harmless", p.text AS "text", p.source AS "law",
       p.day AS "day", p.retired AS "retired"
  FROM phrase p
 WHERE 1 = 1
   /*if q*/           AND p.pattern LIKE '%' || :q_plain || '%' /*end*/
   /*if phrase_kind*/ AND p.kind = :phrase_kind /*end*/
   /*if phrase_lang*/ AND p.lang = :phrase_lang /*end*/
 ORDER BY CASE WHEN p.retired IS NULL THEN 0 ELSE 1 END, p.kind, p.lang, p.text
 LIMIT :limit
