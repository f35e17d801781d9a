-- desk/show: one request to be called back; name and phone as they are sealed.
-- takes  code   gives  code at topic lang part_of_day message job_code state name phone
SELECT code, at, topic, lang, part_of_day, message, job_code, state, name, phone
  FROM callback
 WHERE code = :code
