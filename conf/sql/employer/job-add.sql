-- employer/job-add: a new job of the employer, a draft or sent.  A draft that says no place has the
-- district of the employer, or the first; one without a field has `other`.  Both ends of the pay
-- may come either way round.  Gives no row when place or field are none of ours.
-- takes  my_employer me new_code new_listed now answer_by act title title_words text text_words
--        text_lang where_key field pay_min pay_max pay_unit hours starts needed_by closes openings
--        transport no_experience day_only no_licence ride training apply_way apply_phone named
--        indexed legal_basis lang
-- gives  code
INSERT INTO job (code, listed, state, origin, title, text, lang, employer_id, place_key,
    region_key, field_key, pay_min, pay_max, pay_unit, hours, starts, needed_by, closes, openings,
    transport, no_experience, day_only, no_licence, ride, training, apply_way, apply_phone, named,
    indexed, legal_basis, words, waits, answer_by, yes, yes_way, yes_by)
SELECT :new_code, :new_listed, CASE WHEN :act = 'send' THEN 'review' ELSE 'draft' END, 'account',
    :title, :text, coalesce(:text_lang, :lang), e.employer_id, p.place_key,
    coalesce(p.parent_key, p.place_key), f.field_key,
    CASE WHEN :pay_max < :pay_min THEN :pay_max ELSE :pay_min END,
    CASE WHEN :pay_max < :pay_min THEN :pay_min ELSE :pay_max END,
    coalesce(:pay_unit, CASE WHEN coalesce(:pay_min, :pay_max) IS NOT NULL THEN 'hour' END),
    :hours, :starts, :needed_by, :closes, coalesce(:openings, 1), :transport, :no_experience,
    :day_only, :no_licence, :ride, :training, coalesce(:apply_way, 'us'), :apply_phone, :named,
    :indexed, :legal_basis, trim(coalesce(:title_words, '') || ' ' || coalesce(:text_words, '')),
    CASE WHEN :act = 'send' THEN :now END, CASE WHEN :act = 'send' THEN :answer_by END,
    CASE WHEN :act = 'send' THEN :now END, CASE WHEN :act = 'send' THEN 'account' END,
    CASE WHEN :act = 'send' THEN :me END
  FROM employer e
  LEFT JOIN place h ON h.place_key = e.place_key
  JOIN place p ON p.place_key = coalesce(:where_key, h.parent_key, h.place_key, 'jerusalem')
  JOIN field f ON f.field_key = coalesce(:field, 'other')
 WHERE e.employer_id = :my_employer
RETURNING code
