-- offer/phone-job-add: a job that staff typed for an employer, known by code or just added; it
-- waits for that employer's yes.
-- takes  new_code new_listed (bigint) whose employer title title_words text text_words text_lang
--        where_key field pay_min pay_max pay_unit hours openings transport needed_by apply_way
--        named apply_phone indexed now answer_by contact_name contact_phone contact_mail_delivery
--        contact_mail_lookup no_experience day_only no_licence ride training       gives  code
INSERT INTO job (code, listed, state, title, text, lang, employer_id, place_key, region_key,
                 field_key, pay_min, pay_max, pay_unit, hours, openings, transport, needed_by,
                 words, origin, apply_way, apply_phone, named, indexed, waits, answer_by,
                 contact_name, contact_phone, contact_mail, contact_lookup, no_experience,
                 day_only, no_licence, ride, training)
SELECT :new_code AS "code", :new_listed AS "listed", 'review' AS "state", :title AS "title",
       :text, :text_lang AS "lang", e.employer_id, p.place_key, p.parent_key, f.field_key,
       CASE WHEN :pay_max < :pay_min THEN :pay_max ELSE :pay_min END,
       CASE WHEN :pay_max < :pay_min THEN :pay_min ELSE :pay_max END,
       :pay_unit AS "pay_unit", :hours, coalesce(CAST(:openings AS bigint), 1), :transport,
       :needed_by, trim(coalesce(:title_words, '') || ' ' || coalesce(:text_words, '')),
       'phone' AS "origin",
       :apply_way, CASE WHEN :apply_way = 'us' THEN NULL ELSE :apply_phone END,
       CAST(:named AS bigint), CAST(:indexed AS bigint), :now AS "waits", :answer_by,
       :contact_name, :contact_phone, :contact_mail_delivery, :contact_mail_lookup,
       CAST(:no_experience AS bigint), CAST(:day_only AS bigint),
       CAST(:no_licence AS bigint), CAST(:ride AS bigint), CAST(:training AS bigint)
  FROM employer e
  JOIN place p ON p.place_key = :where_key
  JOIN field f ON f.field_key = coalesce(:field, 'other')
 WHERE e.code = CASE WHEN :whose = 'known' THEN :employer ELSE :new_code END
   AND e.state <> 'refused'
RETURNING code
