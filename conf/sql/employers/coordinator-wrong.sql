-- employers/coordinator-wrong: only a coordinator is in charge of an employer.
-- takes  coordinator        gives  param code
SELECT 'coordinator' AS "param", 'choice' AS "code"
 WHERE NOT EXISTS (SELECT 1 FROM account a
                     JOIN account_role r ON r.account_id = a.account_id
                    WHERE a.code = :coordinator AND r.role = 'coordinator'
                      AND a.disabled IS NULL)
