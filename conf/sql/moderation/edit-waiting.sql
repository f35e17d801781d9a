-- moderation/edit-waiting: what staff mended in the edit of the job of that code.
-- takes  code title text field where_key pay_min pay_max pay_unit hours
UPDATE job_edit
   SET title = :title, text = :text, field_key = f.field_key, place_key = :where_key,
       pay_min = CAST(:pay_min AS bigint), pay_max = CAST(:pay_max AS bigint),
       pay_unit = :pay_unit, hours = :hours
  FROM field f
 WHERE f.field_key IN (:field)
   AND job_id = (SELECT j.job_id FROM job j WHERE j.code = :code)
