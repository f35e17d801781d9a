-- moderation/apply: the job of that code becomes what its edit says.  A legal basis that is another
-- one is confirmed anew.
-- takes  code
UPDATE job
   SET title = d.title, text = d.text, lang = d.lang, place_key = d.place_key,
       region_key = p.parent_key, field_key = d.field_key, pay_min = d.pay_min,
       pay_max = d.pay_max, pay_unit = d.pay_unit, hours = d.hours, apply_way = d.apply_way,
       apply_phone = d.apply_phone, named = d.named, legal_basis = d.legal_basis,
       legal_confirmed = CASE WHEN d.legal_basis = job.legal_basis THEN legal_confirmed END,
       legal_confirmed_by = CASE WHEN d.legal_basis = job.legal_basis THEN legal_confirmed_by END
  FROM job_edit d
  JOIN place p ON p.place_key = d.place_key
 WHERE job.code = :code AND d.job_id = job.job_id
