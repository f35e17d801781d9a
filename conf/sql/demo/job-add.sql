-- demo/job-add: an example job, from a row of conf/demo/jobs.csv, open where the row says no other
-- state; what is a draft or waits never opened.  Changes one row, or none when employer or place is
-- not there.  All but new_listed is text, absent where the file is empty.
-- takes  new_code  new_listed (bigint; rows come oldest first)  words (of title, a space and text)
--        folded (the row's employer through rehab_fold_name)  opens closes starts (days: today less
--        opened_days_ago, plus closes_in_days, plus starts_in_days where the row has it)
--        and by the name of their columns: lang title text place_key field_key pay_min pay_max
--        pay_unit hours openings transport no_experience day_only no_licence ride training
--        legal_check apply_phone state origin
INSERT INTO job (code, listed, state, title, text, lang, employer_id, place_key, region_key,
    field_key, pay_min, pay_max, pay_unit, hours, starts, openings, transport, no_experience,
    day_only, no_licence, ride, training, legal_check, apply_phone, opens, closes, words, example,
    origin)
SELECT :new_code AS "code", :new_listed AS "listed", coalesce(:state, 'open') AS "state",
    :title AS "title", :text AS "text", :lang AS "lang", e.employer_id, p.place_key,
    coalesce(p.parent_key, p.place_key) AS "region_key", :field_key AS "field_key",
    CAST(:pay_min AS bigint) AS "pay_min", CAST(:pay_max AS bigint) AS "pay_max",
    :pay_unit AS "pay_unit", :hours AS "hours", :starts AS "starts",
    CAST(:openings AS bigint) AS "openings", :transport AS "transport",
    CAST(:no_experience AS bigint) AS "no_experience", CAST(:day_only AS bigint) AS "day_only",
    CAST(:no_licence AS bigint) AS "no_licence", CAST(:ride AS bigint) AS "ride",
    CAST(:training AS bigint) AS "training", :legal_check AS "legal_check",
    :apply_phone AS "apply_phone", CASE WHEN coalesce(:state, 'open') NOT IN ('draft', 'review')
    THEN :opens END AS "opens", :closes AS "closes", :words AS "words", 1 AS "example",
    coalesce(:origin, 'import') AS "origin"
  FROM employer e CROSS JOIN place p
 WHERE e.folded = :folded AND p.place_key = :place_key
