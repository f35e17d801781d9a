-- offer/renew-say: keeps a job open for thirty more days.  One that is over opens at once where its
-- employer is approved, and else waits for staff.
-- takes  used_code today now new_listed (bigint)       gives  code state
UPDATE job
   SET closes = to_char(CAST(greatest(closes, :today) AS date) + 30, 'YYYY-MM-DD'),
       opens = CASE WHEN state = 'open' THEN opens ELSE :today END,
       listed = CASE WHEN state = 'open' THEN listed ELSE :new_listed END,
       waits = CASE WHEN state = 'open' THEN waits ELSE :now END,
       state = CASE WHEN state = 'open' OR EXISTS
                         (SELECT 1 FROM employer e
                            JOIN employer_check c ON c.employer_id = e.employer_id
                           WHERE e.employer_id = job.employer_id AND e.state = 'approved')
                    THEN 'open' ELSE 'review' END
 WHERE code = :used_code AND state IN ('open', 'expired')
RETURNING code AS "code", state AS "state"
