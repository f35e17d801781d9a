-- moderation/changes: what the edit of the job of that code changes; after and before of each
-- field, the latter as was_NAME.
-- takes  code lang
-- gives  title text place field pay_min pay_max pay_unit hours apply_way apply_phone named
--        legal_basis, and all of them as was_
SELECT d.title AS "title", d.text AS "text", coalesce(p.text, ph.text) AS "place",
       coalesce(f.text, fh.text) AS "field", d.pay_min AS "pay_min", d.pay_max AS "pay_max",
       d.pay_unit AS "pay_unit", d.hours AS "hours", d.apply_way AS "apply_way",
       d.apply_phone AS "apply_phone", d.named AS "named", d.legal_basis AS "legal_basis",
       j.title AS "was_title", j.text AS "was_text", coalesce(q.text, qh.text) AS "was_place",
       coalesce(g.text, gh.text) AS "was_field", j.pay_min AS "was_pay_min",
       j.pay_max AS "was_pay_max", j.pay_unit AS "was_pay_unit", j.hours AS "was_hours",
       j.apply_way AS "was_apply_way", j.apply_phone AS "was_apply_phone", j.named AS "was_named",
       j.legal_basis AS "was_legal_basis"
  FROM job j
  JOIN job_edit d ON d.job_id = j.job_id
  LEFT JOIN name p ON p.scheme = 'place' AND p.key = d.place_key AND p.lang = :lang
  LEFT JOIN name ph ON ph.scheme = 'place' AND ph.key = d.place_key AND ph.lang = 'he'
  LEFT JOIN name q ON q.scheme = 'place' AND q.key = j.place_key AND q.lang = :lang
  LEFT JOIN name qh ON qh.scheme = 'place' AND qh.key = j.place_key AND qh.lang = 'he'
  LEFT JOIN name f ON f.scheme = 'field' AND f.key = d.field_key AND f.lang = :lang
  LEFT JOIN name fh ON fh.scheme = 'field' AND fh.key = d.field_key AND fh.lang = 'he'
  LEFT JOIN name g ON g.scheme = 'field' AND g.key = j.field_key AND g.lang = :lang
  LEFT JOIN name gh ON gh.scheme = 'field' AND gh.key = j.field_key AND gh.lang = 'he'
 WHERE j.code = :code
