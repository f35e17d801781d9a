-- employers/next-call: the day of the next call to an employer, none without :day, as it was read.
-- takes  code version day        gives  code
UPDATE employer SET next_call = :day
 WHERE code = :code AND rev = CAST(:version AS bigint)
RETURNING code AS "code"
