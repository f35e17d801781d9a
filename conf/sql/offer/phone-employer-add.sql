-- offer/phone-employer-add: a new employer that offers a job by telephone; its contact data come
-- sealed.  No row where the employer is known.
-- takes  new_code whose business where_key text_lang field contact_name contact_phone contact_mail
--        now me       gives  code
INSERT INTO employer (code, name, name_lang, folded, field_key, place_key, state, contact_name,
                      contact_phone, contact_mail, lang, waits, coordinator_id)
SELECT :new_code AS "code", :business AS "name", :text_lang AS "name_lang",
       '#' || :new_code AS "folded", f.field_key, p.place_key, 'new' AS "state",
       :contact_name AS "contact_name", :contact_phone AS "contact_phone",
       :contact_mail AS "contact_mail", :text_lang AS "lang", :now AS "waits",
       CAST(:me AS bigint) AS "coordinator_id"
  FROM place p
  JOIN field f ON f.field_key = coalesce(:field, 'other')
 WHERE p.place_key = :where_key AND :whose = 'new'
RETURNING code
