-- staff/done-call: a call-back is done; from now on its days of keeping count.
-- takes  code me now
UPDATE callback SET state = 'done', taken = coalesce(taken, :now), done = :now,
                    taken_by = coalesce(taken_by, :me)
 WHERE code = :code AND state <> 'done'
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me
                  AND (r.role = 'coordinator'
                       OR (r.role = 'worker' AND callback.topic IN ('family', 'rights'))))
