-- key/volunteers: sign-ups that are sealed to the desk's key, whose id has eight characters.
-- takes  nothing   gives  code name phone mail skills reach
SELECT code AS "code", name AS "name", phone AS "phone", mail AS "mail", skills AS "skills",
       reach AS "reach"
  FROM volunteer
 WHERE name LIKE 'd1.________.%'
