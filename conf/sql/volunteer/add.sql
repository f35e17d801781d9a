-- volunteer/add: keeps a sign-up; whatever tells of a person comes sealed.  While the desk reads
-- nothing (desk/keeps-up: closed) it adds no row, and the page answers 503 (expect=1).
-- takes  name phone phone_lookup mail skills reach consent new_code now answer_by closes_by lang
-- gives  code
INSERT INTO volunteer (code, at, contact, name, phone, phone_lookup, mail, skills, reach, lang,
                       consent, answer_by, closes_by)
SELECT :new_code AS "code", :now AS "at", :now AS "contact", :name AS "name", :phone AS "phone",
       :phone_lookup AS "phone_lookup", :mail AS "mail", :skills AS "skills", :reach AS "reach",
       :lang AS "lang", :consent AS "consent", :answer_by AS "answer_by",
       :closes_by AS "closes_by"
  FROM setting s
 WHERE s.name = 'desk.reads_until'
   AND (s.value > :now OR NOT EXISTS (SELECT 1 FROM untaken u WHERE u.closes_by <= :now))
RETURNING code
