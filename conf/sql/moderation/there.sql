-- moderation/there: whether there is a job of that code.
-- takes  code   gives  code
SELECT j.code AS "code"
  FROM job j
 WHERE j.code = :code
