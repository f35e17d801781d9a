-- staff/acted-done: after a done: the same, where it is done and the reader may see it.
-- takes  code me closes_by
UPDATE setting SET value = coalesce(:closes_by, value)
 WHERE name = 'desk.reads_until'
   AND EXISTS (SELECT 1
                 FROM desk_row d
                WHERE d.code = :code AND d.state = 'done'
                  AND (d.for_workers = 1
                       OR EXISTS (SELECT 1 FROM account_role r
                                   WHERE r.account_id = :me AND r.role = 'coordinator')))
