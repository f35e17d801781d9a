-- key/volunteer-set: a sign-up, sealed anew.
-- takes  code name phone mail skills reach
UPDATE volunteer SET name = :name, phone = :phone, mail = :mail, skills = :skills, reach = :reach
 WHERE code = :code
