-- staff/take-report: somebody of us takes a report of a job.
-- takes  code me now
UPDATE job_report SET state = 'taken', taken = :now, taken_by = :me
 WHERE code = :code AND state = 'new'
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me AND r.role = 'coordinator')
