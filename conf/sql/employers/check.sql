-- employers/check: somebody noted how we know that an employer exists.
-- takes  code how now me
INSERT INTO employer_check (employer_id, at, how, account_id)
SELECT e.employer_id, :now AS "at", :how AS "how", CAST(:me AS bigint) AS "account_id"
  FROM employer e
 WHERE e.code = :code
