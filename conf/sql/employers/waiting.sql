-- employers/waiting: employers that wait for a decision, the longest first, found by code or a part
-- of their name.
-- takes  lang q q_plain today limit
-- gives  code name lang kind since coordinator next_call due place place_lang jobs
SELECT e.code AS "code", e.name AS "name", e.name_lang AS "lang", e.kind AS "kind",
       substr(e.waits, 1, 10) AS "since", c.name AS "coordinator", e.next_call AS "next_call",
       CASE WHEN e.next_call <= :today THEN 1 END AS "due",
       coalesce(n.text, h.text) AS "place",
       CASE WHEN n.text IS NULL THEN h.lang END AS "place_lang",
       (SELECT count(*) FROM job j WHERE j.employer_id = e.employer_id) AS "jobs"
  FROM employer e
  LEFT JOIN account c ON c.account_id = e.coordinator_id
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = e.place_key AND n.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = e.place_key AND h.lang = 'he'
 WHERE e.state = 'new' AND e.waits IS NOT NULL
   /*if q*/ AND (e.code = upper(replace(:q, '-', ''))
                 OR lower(e.name) LIKE '%' || lower(:q) || '%'
                 OR e.folded LIKE '%' || replace(:q_plain, ' ', '') || '%') /*end*/
 ORDER BY e.waits, e.employer_id
 LIMIT :limit
