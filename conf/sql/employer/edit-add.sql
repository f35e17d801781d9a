-- employer/edit-add: what matters of an own job that is public waits to be looked at, and what is
-- public stays so.  Where nothing of it differs, nothing waits (employer/edit-drop).
-- takes  job_code me now answer_by title title_words text text_words text_lang where_key field
--        pay_min pay_max pay_unit apply_way apply_phone named legal_basis lang
INSERT INTO job_edit (job_id, waits, answer_by, account_id, title, text, lang, place_key,
    field_key, pay_min, pay_max, pay_unit, hours, apply_way, apply_phone, named, legal_basis, words)
SELECT j.job_id, :now, :answer_by, :me, :title, :text, coalesce(:text_lang, :lang), p.place_key,
    f.field_key, CASE WHEN :pay_max < :pay_min THEN :pay_max
                      ELSE coalesce(:pay_min, j.pay_min, 0) END,
    CASE WHEN :pay_max < :pay_min THEN :pay_min ELSE :pay_max END,
    coalesce(:pay_unit, j.pay_unit, 'hour'), j.hours, coalesce(:apply_way, 'us'), :apply_phone,
    :named, :legal_basis, trim(coalesce(:title_words, '') || ' ' || coalesce(:text_words, ''))
  FROM job j
  JOIN place p ON p.place_key = coalesce(:where_key, j.place_key)
  JOIN field f ON f.field_key = coalesce(:field, j.field_key)
 WHERE j.code = :job_code AND j.state = 'open'
    ON CONFLICT (job_id) DO UPDATE SET waits = excluded.waits, answer_by = excluded.answer_by,
       account_id = excluded.account_id, title = excluded.title, text = excluded.text,
       lang = excluded.lang, place_key = excluded.place_key, field_key = excluded.field_key,
       pay_min = excluded.pay_min, pay_max = excluded.pay_max, pay_unit = excluded.pay_unit,
       apply_way = excluded.apply_way, apply_phone = excluded.apply_phone, words = excluded.words,
       named = excluded.named, legal_basis = excluded.legal_basis, hours = excluded.hours
