-- moderation/stored: what staff may mend of the job of that code, under the names of the form; of
-- its edit where one waits.  Pay is in shekels, as it is typed.
-- takes  code lang   gives  version code title text field place pay_min pay_max pay_unit hours
SELECT s.version AS "version", s.code AS "code", s.title AS "title", s.text AS "text",
       s.field AS "field", coalesce(n.text, h.text) AS "place",
       (s.pay_min / 100) || '.' || substr(CAST(100 + s.pay_min % 100 AS text), 2) AS "pay_min",
       (s.pay_max / 100) || '.' || substr(CAST(100 + s.pay_max % 100 AS text), 2) AS "pay_max",
       s.pay_unit AS "pay_unit", s.hours AS "hours"
  FROM (SELECT j.rev || coalesce('-' || d.rev || '-' || lower(replace(d.waits, ':', '-')), '')
                   AS version, j.code,
               coalesce(d.title, j.title) AS title,
               CASE WHEN d.job_id IS NULL THEN j.text ELSE d.text END AS text,
               coalesce(d.field_key, j.field_key) AS field,
               coalesce(d.place_key, j.place_key) AS place,
               coalesce(d.pay_min, j.pay_min) AS pay_min,
               CASE WHEN d.job_id IS NULL THEN j.pay_max ELSE d.pay_max END AS pay_max,
               coalesce(d.pay_unit, j.pay_unit) AS pay_unit,
               CASE WHEN d.job_id IS NULL THEN j.hours ELSE d.hours END AS hours
          FROM job j
          LEFT JOIN job_edit d ON d.job_id = j.job_id
         WHERE j.code = :code) s
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = s.place AND n.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = s.place AND h.lang = 'he'
