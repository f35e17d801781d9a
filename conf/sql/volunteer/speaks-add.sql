-- volunteer/speaks-add: one ticked box (speaks) of the sign-up just kept; its value is sealed.
-- takes  sign_up_code  speaks
INSERT INTO volunteer_answer (code, param, value)
SELECT v.code, 'speaks' AS "param", :speaks AS "value"
  FROM volunteer v
 WHERE v.code = :sign_up_code
    ON CONFLICT (code, param, value) DO NOTHING
