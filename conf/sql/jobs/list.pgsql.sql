-- jobs/list: open jobs, newest first, one page after :after.  A match of words costs some ten times
-- what PostgreSQL takes it to cost, so it would look for a rare word among the newest: it expects
-- what always holds (+ 0 > 0) of a third of the rows, and twice that puts it right.
-- takes  q region place field(many) no_experience day_only no_licence ride training after
--        today no_examples lang limit
-- gives  code title lang trade trade_guessed employer employer_checked field place place_lang
--        place_en further pay_min pay_max pay_unit hours starts openings transport legal_check
--        source_name no_experience day_only no_licence ride training example opens closes needed_by
SELECT j.job_id AS "_id", j.card_rev || '.' || coalesce(t.trade_key || t.guessed, '') || '.'
       || (SELECT coalesce(sum(r.n), 0) FROM revision r WHERE r.relation = 'name') AS "_rev",
       listed AS "_cursor", j.code, j.title, j.lang, n.text AS "trade", j.employer,
       NULLIF(t.guessed, 0) AS "trade_guessed", j.employer_checked, u.text AS "field",
       coalesce(p.text, h.text) AS "place", CASE WHEN p.text IS NULL THEN 'he' END AS "place_lang",
       CASE WHEN p.text IS NULL THEN l.text END AS "place_en", j.further, j.pay_min, j.pay_max,
       j.pay_unit, j.hours, j.starts, j.openings, j.transport, j.legal_check, j.source_name,
       NULLIF(j.no_experience, 0) AS "no_experience", NULLIF(j.day_only, 0) AS "day_only",
       NULLIF(j.no_licence, 0) AS "no_licence", NULLIF(j.ride, 0) AS "ride", j.opens, j.needed_by,
       NULLIF(j.training, 0) AS "training", NULLIF(j.example, 0) AS "example", j.closes
  FROM shown_job j
  LEFT JOIN name p ON p.scheme = 'place' AND p.key = j.place_key AND p.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = j.place_key AND h.lang = 'he'
  LEFT JOIN name l ON l.scheme = 'place' AND l.key = j.place_key AND l.lang = 'en'
  LEFT JOIN name u ON u.scheme = 'field' AND u.key = j.unnamed_field AND u.lang = :lang
  LEFT JOIN job_trade t ON t.job_id = j.job_id AND t.position = 1
  LEFT JOIN name n ON n.scheme = 'trade' AND n.key = t.trade_key AND n.lang = :lang
 WHERE j.state = 'open' AND j.closes >= :today /*if after*/ AND listed < :after /*end*/
   /*if q*/ AND j.words_search @@ to_tsquery('simple', :q) AND j.job_id + 0 > 0
       AND j.employer_id + 0 > 0 /*end*/
   /*if region*/ AND j.region_key = :region /*end*/ /*if place*/ AND j.place_key = :place /*end*/
   /*if field*/ AND j.field_key IN (:field) /*end*/ /*if ride*/ AND j.ride = 1 /*end*/
   /*if no_experience*/ AND j.no_experience = 1 /*end*/ /*if day_only*/ AND j.day_only = 1 /*end*/
   /*if no_licence*/ AND j.no_licence = 1 /*end*/ /*if training*/ AND j.training = 1 /*end*/
   /*if no_examples*/ AND j.example = 0 /*end*/ ORDER BY listed DESC LIMIT :limit
