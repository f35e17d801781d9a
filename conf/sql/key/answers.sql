-- key/answers: the ticked boxes of a sign-up.
-- takes  code   gives  param value
SELECT param AS "param", value AS "value" FROM volunteer_answer WHERE code = :code
