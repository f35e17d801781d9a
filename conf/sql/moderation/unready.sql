-- moderation/unready: why the job of that code may not be published as it is; no row when it may.
-- Before it the page has `advert` (moderation/advert).
-- takes  code today advert_employer_plain advert_title_plain advert_text_plain advert_hours_plain
--        advert_transport_plain   gives  param code
SELECT CAST(NULL AS text) AS "param", r.code AS "code"
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
  LEFT JOIN job_edit d ON d.job_id = j.job_id
  JOIN (SELECT 'no_check' AS code, 1 AS place UNION ALL SELECT 'not_approved', 2
        UNION ALL SELECT 'no_yes', 3 UNION ALL SELECT 'closes_past', 4
        UNION ALL SELECT 'says_name', 5) r
    ON CASE r.code
       WHEN 'no_check' THEN NOT EXISTS (SELECT 1 FROM employer_check c
                                         WHERE c.employer_id = e.employer_id)
       WHEN 'not_approved' THEN e.state <> 'approved'
       WHEN 'no_yes' THEN j.yes IS NULL AND j.origin IN ('page', 'phone')
       WHEN 'closes_past' THEN coalesce(j.closes < :today, 1 = 0)
       ELSE coalesce(d.named, j.named) = 0
            AND coalesce(:advert_title_plain, '') || coalesce(:advert_text_plain, '')
                || coalesce(:advert_hours_plain, '') || coalesce(:advert_transport_plain, '')
                LIKE '%' || trim(:advert_employer_plain) || '%'
       END
 WHERE j.code = :code
 ORDER BY r.place
