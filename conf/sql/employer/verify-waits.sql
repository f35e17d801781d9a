-- employer/verify-waits: an employer whose first address was just proved waits for a decision.
-- takes  account_employer now                    gives  code
UPDATE employer
   SET waits = CASE WHEN state = 'new' THEN coalesce(waits, :now) END
 WHERE employer_id = CAST(:account_employer AS bigint)
RETURNING code AS "code"
