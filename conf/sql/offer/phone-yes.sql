-- offer/phone-yes: the employer of a job said yes by telephone; who of us heard it, and when.
-- takes  code me now       gives  code
UPDATE job
   SET yes = :now, yes_way = 'phone', yes_by = CAST(:me AS bigint), wished = NULL, wish = NULL
 WHERE code = :code AND yes IS NULL AND state = 'review' AND origin IN ('page', 'phone')
RETURNING code AS "code"
