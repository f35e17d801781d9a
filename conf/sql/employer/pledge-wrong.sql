-- employer/pledge-wrong: a pledge without a promise is none.
-- takes  interviews no_record accompanies        gives  param code
SELECT 'interviews' AS "param", 'required' AS "code"
 WHERE CAST(:interviews AS bigint) + CAST(:no_record AS bigint)
       + CAST(:accompanies AS bigint) = 0
