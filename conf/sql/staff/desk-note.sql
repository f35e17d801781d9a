-- staff/desk-note: a person said yes, by telephone, to be named to the employer of this job; said
-- again, the first time stands.
-- takes  code job me now   gives  code
INSERT INTO callback_yes (callback_id, job_code, at, account_id)
SELECT c.callback_id, j.code, :now AS "at", :me AS "account_id"
  FROM callback c
  JOIN job j ON j.code = :job
 WHERE c.code = :code
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me
                  AND (r.role = 'coordinator'
                       OR (r.role = 'worker' AND c.topic IN ('family', 'rights'))))
    ON CONFLICT (callback_id, job_code) DO UPDATE SET at = callback_yes.at
RETURNING job_code AS "code"
