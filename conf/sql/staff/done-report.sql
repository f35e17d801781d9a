-- staff/done-report: a report was looked into.
-- takes  code me now
UPDATE job_report SET state = 'done', taken = coalesce(taken, :now), done = :now,
                      taken_by = coalesce(taken_by, :me)
 WHERE code = :code AND state <> 'done'
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me AND r.role = 'coordinator')
