-- moderation/job: the job whose code an earlier query, named asked, gave: in whatever state, with
-- the columns of jobs/job.
-- takes  asked_code today lang   gives  what jobs/job gives
SELECT j.code, j.title, j.text, j.lang,
       CASE WHEN j.state = 'open' AND j.closes < :today THEN 'expired' ELSE j.state END AS "state",
       j.apply_phone, j.source_url, j.apply_way, j.employer, j.employer_checked, j.about,
       j.needed_by, j.filled, j.unlisted,
       CASE WHEN j.pledge_lapses >= :today THEN j.pledge_lapses END AS "pledge",
       coalesce(p.text, ph.text) AS "place", CASE WHEN p.text IS NULL THEN 'he' END AS "place_lang",
       CASE WHEN p.text IS NULL THEN l.text END AS "place_en", coalesce(f.text, fh.text) AS "field",
       coalesce(r.text, rh.text) AS "region", j.pay_min, j.pay_max, j.pay_unit, j.hours, j.starts,
       j.openings, j.transport, j.legal_check, j.source_name, j.opens, j.closes,
       NULLIF(j.no_experience, 0) AS "no_experience", NULLIF(j.day_only, 0) AS "day_only",
       NULLIF(j.no_licence, 0) AS "no_licence", NULLIF(j.ride, 0) AS "ride",
       NULLIF(j.training, 0) AS "training", NULLIF(j.example, 0) AS "example"
  FROM masked_job j
  LEFT JOIN name p ON p.scheme = 'place' AND p.key = j.place_key AND p.lang = :lang
  LEFT JOIN name ph ON ph.scheme = 'place' AND ph.key = j.place_key AND ph.lang = 'he'
  LEFT JOIN name l ON l.scheme = 'place' AND l.key = j.place_key AND l.lang = 'en'
  LEFT JOIN name r ON r.scheme = 'place' AND r.key = j.region_key AND r.lang = :lang
  LEFT JOIN name rh ON rh.scheme = 'place' AND rh.key = j.region_key AND rh.lang = 'he'
  LEFT JOIN name f ON f.scheme = 'field' AND f.key = j.field_key AND f.lang = :lang
  LEFT JOIN name fh ON fh.scheme = 'field' AND fh.key = j.field_key AND fh.lang = 'he'
 WHERE j.code = :asked_code
