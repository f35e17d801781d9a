-- daily/audit-mail: to whom the end of the audit trail goes.
-- takes  today rows head   gives  address lang day n head
SELECT a.mail AS "address", a.lang AS "lang", :today AS "day", :rows AS "n", :head AS "head"
  FROM account a
  JOIN account_role r ON r.account_id = a.account_id AND r.role = 'manager'
 WHERE a.disabled IS NULL AND a.password IS NOT NULL
