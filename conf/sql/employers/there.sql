-- employers/there: the employer that something is done to; no row where it is not there.
-- takes  code        gives  code
SELECT e.code AS "code" FROM employer e WHERE e.code = :code
