-- callback/add: keeps a request to be called back; name and phone come sealed.  While the desk
-- reads nothing (desk/keeps-up: closed) it adds no row, and the page answers 503 (expect=1).
-- takes  topic name phone phone_lookup language part_of_day message job new_code now
--        answer_by closes_by lang
INSERT INTO callback (code, at, topic, name, phone, phone_lookup, lang, part_of_day, message,
                      job_code, answer_by, closes_by)
SELECT :new_code AS "code", :now AS "at", :topic AS "topic", :name AS "name", :phone AS "phone",
       :phone_lookup AS "phone_lookup", coalesce(:language, :lang) AS "lang",
       coalesce(:part_of_day, 'any') AS "part_of_day", :message AS "message", :job AS "job_code",
       :answer_by AS "answer_by", :closes_by AS "closes_by"
  FROM setting s
 WHERE s.name = 'desk.reads_until'
   AND (s.value > :now OR NOT EXISTS (SELECT 1 FROM untaken u WHERE u.closes_by <= :now))
