-- wording/wage-retire: a rate counts no more.
-- takes  code now me   gives  code
UPDATE wage
   SET retired = :now, retired_by = CAST(:me AS bigint)
 WHERE code = :code AND retired IS NULL
RETURNING code AS "code"
