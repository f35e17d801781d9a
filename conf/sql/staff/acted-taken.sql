-- staff/acted-taken: after a take: the desk counts as reading for its promise's time from now.
-- Changes nothing where the reader did not just take it, so that the page answers 409.
-- takes  code me now closes_by
UPDATE setting SET value = coalesce(:closes_by, value)
 WHERE name = 'desk.reads_until'
   AND EXISTS (SELECT 1 FROM desk_row d
                WHERE d.code = :code AND d.state = 'taken' AND d.taken_by = :me
                  AND d.taken = :now)
