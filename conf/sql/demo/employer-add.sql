-- demo/employer-add: an employer, from a row of conf/demo/employers.csv; one of that name that is
-- there already stays as it is.
-- takes  new_code  name  name_lang  folded (name through rehab_fold_name)  field_key  place_key
--        checked (0 or 1)  about
INSERT INTO employer (code, name, name_lang, folded, field_key, place_key, checked, about)
SELECT :new_code AS "code", :name AS "name", :name_lang AS "name_lang", :folded AS "folded",
       :field_key AS "field_key", :place_key AS "place_key",
       CAST(:checked AS bigint) AS "checked", :about AS "about"
 WHERE true
    ON CONFLICT (folded) DO NOTHING
