-- desk/show-volunteer: one sign-up, as it is sealed; its boxes are desk/answers.
-- takes  code   gives  code at lang state contact name phone mail skills reach
SELECT code, at, lang, state, contact, name, phone, mail, skills, reach
  FROM volunteer
 WHERE code = :code
