-- wording/found: what an advert may not say and says, each phrase once.  Before it the page has a
-- query of one row, named advert, with title and text: wording/sent of what was typed, wording/job
-- of a job that is stored.  Words that make a phrase harmless stand near it: adverts are read in
-- pieces of 120 characters, 80 of them shared with the next, and near is 120 on either side.
-- takes  advert_title_plain advert_text_plain   gives  kind text lang law
WITH RECURSIVE advert (words) AS (
    SELECT replace('          ', ' ', '            ') || coalesce(:advert_title_plain, '')
           || ' . ' || coalesce(:advert_text_plain, '') || ' '
     WHERE coalesce(:advert_title_plain, :advert_text_plain) IS NOT NULL
), hit AS MATERIALIZED (
    SELECT p.kind, p.lang, p.text, p.source, p.pattern
      FROM phrase p
      JOIN advert a ON a.words LIKE p.pattern
     WHERE p.harmless = 0 AND p.retired IS NULL
), piece (start, near, around) AS (
    SELECT 1, substr(a.words, 121, 120), substr(a.words, 1, 360) FROM advert a
     UNION ALL
    SELECT p.start + 40, substr(a.words, p.start + 160, 120), substr(a.words, p.start + 40, 360)
      FROM piece p
      JOIN advert a ON p.start + 160 < length(a.words)
)
SELECT DISTINCT h.kind AS "kind", h.text AS "text", h.lang AS "lang", h.source AS "law"
  FROM hit h
  JOIN piece p ON p.near LIKE h.pattern
 WHERE NOT EXISTS (SELECT 1 FROM phrase e
                    WHERE e.kind = h.kind AND e.lang = h.lang AND e.harmless = 1
                      AND e.retired IS NULL AND p.around LIKE e.pattern)
 ORDER BY h.kind, h.text
