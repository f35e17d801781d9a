-- wording/phrase-restore: a phrase counts again.
-- takes  code   gives  code
UPDATE phrase
   SET retired = NULL, retired_by = NULL
 WHERE phrase_key = :code AND retired IS NOT NULL
RETURNING phrase_key AS "code"
