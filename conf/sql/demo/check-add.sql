-- demo/check-add: how we know that an employer exists, from its row of conf/demo/employers.csv, as
-- the demo's first coordinator noted it.
-- takes  folded (name through rehab_fold_name)  check_how  now
INSERT INTO employer_check (employer_id, at, how, account_id)
SELECT e.employer_id, :now AS "at", :check_how AS "how",
       (SELECT min(r.account_id) FROM account_role r WHERE r.role = 'coordinator') AS "account_id"
  FROM employer e
 WHERE e.folded = :folded AND :check_how IS NOT NULL
