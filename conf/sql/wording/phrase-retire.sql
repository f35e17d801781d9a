-- wording/phrase-retire: a phrase counts no more.
-- takes  code now me   gives  code
UPDATE phrase
   SET retired = :now, retired_by = CAST(:me AS bigint)
 WHERE phrase_key = :code AND retired IS NULL
RETURNING phrase_key AS "code"
