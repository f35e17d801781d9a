-- employer/stored: what the form of an own job holds: the job, and where a change of it waits, that
-- change.  Pay stands in shekels; openings are those that are left; a district is no place yet.
-- takes  code my_employer lang     gives  version state title text text_lang place field pay_min
--        pay_max pay_unit hours starts closes needed_by openings transport no_experience day_only
--        no_licence ride training apply_way apply_phone named indexed legal_basis
SELECT j.rev AS "version", j.state, s.title, s.text, s.lang AS "text_lang",
       CASE WHEN p.kind = 'locality' THEN coalesce(n.text, h.text) END AS "place",
       s.field_key AS "field",
       s.pay_min / 100 || CASE WHEN s.pay_min % 100 > 0
           THEN '.' || s.pay_min % 100 / 10 || s.pay_min % 10 ELSE '' END AS "pay_min",
       s.pay_max / 100 || CASE WHEN s.pay_max % 100 > 0
           THEN '.' || s.pay_max % 100 / 10 || s.pay_max % 10 ELSE '' END AS "pay_max",
       s.pay_unit, j.hours, j.starts, j.needed_by, j.closes, j.transport, j.indexed,
       CASE WHEN j.openings > j.filled THEN j.openings - j.filled ELSE 1 END AS "openings",
       j.no_experience, j.day_only, j.no_licence, j.ride, j.training, s.apply_way, s.apply_phone,
       s.named, s.legal_basis
  FROM job j
  JOIN (SELECT job_id, title, text, lang, place_key, field_key, pay_min, pay_max, pay_unit,
               apply_way, apply_phone, named, legal_basis
          FROM job_edit
         UNION ALL
        SELECT job_id, title, text, lang, place_key, field_key, pay_min, pay_max, pay_unit,
               apply_way, apply_phone, named, legal_basis
          FROM job o
         WHERE NOT EXISTS (SELECT 1 FROM job_edit d WHERE d.job_id = o.job_id)) s
    ON s.job_id = j.job_id
  JOIN place p ON p.place_key = s.place_key
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = s.place_key AND n.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = s.place_key AND h.lang = 'he'
 WHERE j.code = :code AND j.employer_id = :my_employer
