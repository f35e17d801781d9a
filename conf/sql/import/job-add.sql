-- import/job-add: an open job from a file.  Gives no row when code, listed or address are taken.
-- The row of VALUES is said many times, so it holds no clause.
-- takes  new_code new_listed (bigint) employer_id (bigint) title text lang place_key region_key
--        field_key pay_min pay_max pay_unit hours starts openings transport no_experience day_only
--        no_licence ride training legal_check apply_phone source_name source_url opens closes words
-- gives  job_id code
INSERT INTO job (code, listed, state, title, text, lang, employer_id, place_key, region_key,
    field_key, pay_min, pay_max, pay_unit, hours, starts, openings, transport, no_experience,
    day_only, no_licence, ride, training, legal_check, apply_phone, source_name, source_url, opens,
    closes, words)
VALUES (:new_code, :new_listed, 'open', :title, :text, :lang, :employer_id, :place_key,
    :region_key, :field_key, CAST(:pay_min AS bigint), CAST(:pay_max AS bigint), :pay_unit, :hours,
    :starts, CAST(:openings AS bigint), :transport, CAST(:no_experience AS bigint),
    CAST(:day_only AS bigint), CAST(:no_licence AS bigint), CAST(:ride AS bigint),
    CAST(:training AS bigint), :legal_check, :apply_phone, :source_name, :source_url, :opens,
    :closes, :words)
    ON CONFLICT DO NOTHING
RETURNING job_id, code
