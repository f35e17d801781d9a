-- employer/duplicate: a new draft that says what an own job says, in whatever state that is; days,
-- those that were found, and what was decided stay behind.
-- takes  code my_employer new_code new_listed     gives  code
INSERT INTO job (code, listed, state, origin, title, text, lang, employer_id, place_key,
    region_key, field_key, pay_min, pay_max, pay_unit, hours, openings, transport, no_experience,
    day_only, no_licence, ride, training, legal_check, apply_way, apply_phone, named, indexed,
    legal_basis, words)
SELECT :new_code, :new_listed, 'draft', 'account', j.title, j.text, j.lang, j.employer_id,
    j.place_key, j.region_key, j.field_key, j.pay_min, j.pay_max, j.pay_unit, j.hours, j.openings,
    j.transport, j.no_experience, j.day_only, j.no_licence, j.ride, j.training, j.legal_check,
    CASE WHEN j.apply_phone IS NULL THEN 'us' ELSE j.apply_way END, j.apply_phone, j.named,
    j.indexed, j.legal_basis, j.words
  FROM job j
 WHERE j.code = :code AND j.employer_id = :my_employer
RETURNING code
