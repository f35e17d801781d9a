-- offer/employer-add: an employer that offers a job on the one page; its contact data come sealed.
-- It is never joined to one of the same name: staff do that.  While the desk reads nothing
-- (desk/keeps-up: closed) it adds no row, and the page answers 503 (expect=1).
-- takes  new_code business where_key lang contact_name contact_phone contact_mail now
-- gives  code
INSERT INTO employer (code, name, name_lang, folded, place_key, state, contact_name,
                      contact_phone, contact_mail, lang, waits)
SELECT :new_code AS "code", :business AS "name", :lang AS "name_lang",
       '#' || :new_code AS "folded",
       :where_key AS "place_key", 'new' AS "state", :contact_name AS "contact_name",
       :contact_phone AS "contact_phone",
       :contact_mail AS "contact_mail", :lang AS "lang", :now AS "waits"
  FROM setting s
 WHERE s.name = 'desk.reads_until'
   AND (s.value > :now OR NOT EXISTS (SELECT 1 FROM untaken u WHERE u.closes_by <= :now))
RETURNING code
