-- volunteer/time-add: one ticked box (time) of the sign-up that was just kept; its value is sealed.
-- takes  sign_up_code  time
INSERT INTO volunteer_answer (code, param, value)
SELECT v.code, 'time' AS "param", :time AS "value"
  FROM volunteer v
 WHERE v.code = :sign_up_code
    ON CONFLICT (code, param, value) DO NOTHING
