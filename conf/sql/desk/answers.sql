-- desk/answers: the ticked boxes of a sign-up, sealed.
-- takes  code   gives  param value
SELECT param, value
  FROM volunteer_answer
 WHERE code = :code
 ORDER BY param, value
