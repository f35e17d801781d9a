-- volunteer/replace: the new sign-up of somebody whose old one was just withdrawn, under the same
-- code.  Adds no row while the desk reads nothing, as volunteer/add.
-- takes  code name phone phone_lookup mail skills reach consent now lang         gives  code
INSERT INTO volunteer (code, at, contact, name, phone, phone_lookup, mail, skills, reach, lang,
                       consent)
SELECT :code AS "code", :now AS "at", :now AS "contact", :name AS "name", :phone AS "phone",
       :phone_lookup AS "phone_lookup", :mail AS "mail", :skills AS "skills", :reach AS "reach",
       :lang AS "lang", :consent AS "consent"
  FROM setting s
 WHERE s.name = 'desk.closes' AND s.value > :now
RETURNING code
