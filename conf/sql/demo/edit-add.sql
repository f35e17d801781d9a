-- demo/edit-add: what an open example job is to become, from a row of conf/demo/edits.csv; what the
-- row does not say stays.  An account of its employer sent it.
-- takes  job (its title)  waits (instant)  title text pay_min pay_max hours apply_way
INSERT INTO job_edit (job_id, waits, account_id, title, text, lang, place_key, field_key, pay_min,
                      pay_max, pay_unit, hours, apply_way, apply_phone, named, legal_basis)
SELECT j.job_id, :waits AS "waits", a.account_id, coalesce(:title, j.title) AS "title",
       coalesce(:text, j.text) AS "text", j.lang, j.place_key, j.field_key,
       coalesce(CAST(:pay_min AS bigint), j.pay_min) AS "pay_min",
       coalesce(CAST(:pay_max AS bigint), j.pay_max) AS "pay_max", j.pay_unit,
       coalesce(:hours, j.hours) AS "hours", coalesce(:apply_way, j.apply_way) AS "apply_way",
       j.apply_phone, j.named, j.legal_basis
  FROM job j
  JOIN account a ON a.employer_id = j.employer_id
 WHERE j.title = :job AND j.example = 1
