-- staff/take-call: somebody of us takes a call-back that nobody has taken yet.
-- takes  code me now
UPDATE callback SET state = 'taken', taken = :now, taken_by = :me
 WHERE code = :code AND state = 'new'
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me
                  AND (r.role = 'coordinator'
                       OR (r.role = 'worker' AND callback.topic IN ('family', 'rights'))))
