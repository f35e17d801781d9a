-- offer/job-add: the job of the one page, for staff to read.  What the page does not ask is the
-- safer of both: unnamed, through us, not for search engines; its field is chosen by staff.
-- takes  new_code new_listed (bigint) employer_code title title_words text text_words lang
--        where_key pay_min pay_unit hours openings needed_by now answer_by contact_name
--        contact_phone contact_mail_delivery contact_mail_lookup       gives  code
INSERT INTO job (code, listed, state, title, text, lang, employer_id, place_key, region_key,
                 field_key, pay_min, pay_unit, hours, openings, needed_by, words, origin,
                 apply_way, named, indexed, waits, answer_by, contact_name, contact_phone,
                 contact_mail, contact_lookup)
SELECT :new_code AS "code", :new_listed AS "listed", 'review' AS "state", :title AS "title",
       :text AS "text", :lang AS "lang", e.employer_id, p.place_key, p.parent_key,
       'other' AS "field_key", CAST(:pay_min AS bigint) AS "pay_min", :pay_unit AS "pay_unit",
       :hours AS "hours", coalesce(CAST(:openings AS bigint), 1) AS "openings",
       :needed_by AS "needed_by",
       trim(coalesce(:title_words, '') || ' ' || coalesce(:text_words, '')) AS "words",
       'page' AS "origin", 'us' AS "apply_way", 0 AS "named", 0 AS "indexed", :now AS "waits",
       :answer_by AS "answer_by",
       :contact_name AS "contact_name", :contact_phone AS "contact_phone",
       :contact_mail_delivery AS "contact_mail", :contact_mail_lookup AS "contact_lookup"
  FROM employer e
  JOIN place p ON p.place_key = :where_key
 WHERE e.code = :employer_code
RETURNING code
