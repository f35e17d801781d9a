-- volunteer/role-add: one ticked box (role) of the sign-up that was just kept; its value is sealed.
-- takes  sign_up_code  role
INSERT INTO volunteer_answer (code, param, value)
SELECT v.code, 'role' AS "param", :role AS "value"
  FROM volunteer v
 WHERE v.code = :sign_up_code
    ON CONFLICT (code, param, value) DO NOTHING
