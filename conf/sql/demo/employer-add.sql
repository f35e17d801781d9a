-- demo/employer-add: an employer, from a row of conf/demo/employers.csv; one of that name that is
-- there already stays as it is.
-- takes  new_code  name  name_lang  folded (name through rehab_fold_name)  field_key  place_key
--        checked (0 or 1)  about  employer_state (found where the row says none)
--        employer_kind  registration  waits (instant)  now
INSERT INTO employer (code, name, name_lang, folded, field_key, place_key, checked, about, state,
                      kind, registration, waits, lang, agreed, decided)
SELECT :new_code AS "code", :name AS "name", :name_lang AS "name_lang", :folded AS "folded",
       :field_key AS "field_key", :place_key AS "place_key",
       CAST(:checked AS bigint) AS "checked", :about AS "about",
       coalesce(:employer_state, 'found') AS "state", :employer_kind AS "kind",
       :registration AS "registration",
       :waits AS "waits", CASE WHEN :employer_state <> 'found' THEN :name_lang END AS "lang",
       CASE :employer_state WHEN 'approved' THEN :now WHEN 'new' THEN :waits END AS "agreed",
       CASE WHEN :employer_state = 'approved' THEN :now END AS "decided"
 WHERE true
    ON CONFLICT (folded) DO NOTHING
