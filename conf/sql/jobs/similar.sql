-- jobs/similar: the four newest other open jobs in the field of the job of that code; beside a job
-- of an unnamed employer none of its others, which may name it.
-- takes  no_examples code today lang
-- gives  as jobs/list: what a card shows
SELECT j.job_id AS "_id", j.card_rev || '.' || coalesce(t.trade_key || t.guessed, '') || '.'
       || (SELECT coalesce(sum(r.n), 0) FROM revision r WHERE r.relation = 'name') AS "_rev",
       j.code, j.title, j.lang, n.text AS "trade", j.employer,
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
 WHERE j.state = 'open' AND j.closes >= :today AND j.code <> :code
   /*if no_examples*/ AND j.example = 0 /*end*/
   AND j.field_key = (SELECT o.field_key FROM job o WHERE o.code = :code)
   AND j.employer_id <> coalesce((SELECT o.employer_id FROM job o
                                   WHERE o.code = :code AND o.named = 0), 0)
 ORDER BY j.listed DESC
 LIMIT 4
