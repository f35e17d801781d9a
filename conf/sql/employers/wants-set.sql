-- employers/wants-set: what an employer looks for, sealed; nothing without :wants, as it was read.
-- takes  code version wants        gives  code
UPDATE employer SET wants = :wants
 WHERE code = :code AND rev = CAST(:version AS bigint)
RETURNING code AS "code"
