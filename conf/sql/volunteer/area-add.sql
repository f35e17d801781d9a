-- volunteer/area-add: one ticked box (area) of the sign-up that was just kept; its value is sealed.
-- takes  sign_up_code  area
INSERT INTO volunteer_answer (code, param, value)
SELECT v.code, 'area' AS "param", :area AS "value"
  FROM volunteer v
 WHERE v.code = :sign_up_code
    ON CONFLICT (code, param, value) DO NOTHING
