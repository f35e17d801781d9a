-- staff/desk-there: changes nothing; counts one where the desk has this and its reader may see
-- it, so that a page answers 404 otherwise.
-- takes  code me
UPDATE setting SET value = value
 WHERE name = 'desk.reads_until'
   AND EXISTS (SELECT 1
                 FROM desk_row d
                WHERE d.code = :code
                  AND (d.for_workers = 1
                       OR EXISTS (SELECT 1 FROM account_role r
                                   WHERE r.account_id = :me AND r.role = 'coordinator')))
