-- moderation/edits: which columns of the job of that code, or of its edit where one waits, are to
-- change; nothing of what stood there or will.
-- takes  code title field text where_key pay_min pay_max pay_unit hours   gives  changed
SELECT trim(CASE WHEN :title = coalesce(d.title, j.title) THEN '' ELSE 'title ' END
    || CASE WHEN coalesce(:text, '') = coalesce(CASE WHEN d.job_id IS NULL THEN j.text
                                                     ELSE d.text END, '') THEN '' ELSE 'text ' END
    || CASE WHEN coalesce(d.field_key, j.field_key) IN (:field) THEN '' ELSE 'field ' END
    || CASE WHEN :where_key = coalesce(d.place_key, j.place_key) THEN '' ELSE 'place ' END
    || CASE WHEN CAST(:pay_min AS bigint) = coalesce(d.pay_min, j.pay_min) THEN ''
            ELSE 'pay_min ' END
    || CASE WHEN coalesce(CAST(:pay_max AS bigint), 0) = coalesce(d.pay_max, j.pay_max, 0) THEN ''
            ELSE 'pay_max ' END
    || CASE WHEN :pay_unit = coalesce(d.pay_unit, j.pay_unit) THEN '' ELSE 'pay_unit ' END
    || CASE WHEN coalesce(:hours, '') = coalesce(CASE WHEN d.job_id IS NULL THEN j.hours
                                                      ELSE d.hours END, '') THEN ''
            ELSE 'hours' END) AS "changed"
  FROM job j
  LEFT JOIN job_edit d ON d.job_id = j.job_id
 WHERE j.code = :code
