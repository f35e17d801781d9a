-- account/role-add: one more thing that an account may do.
-- takes  code role
INSERT INTO account_role (account_id, role)
SELECT a.account_id, :role AS "role"
  FROM account a
 WHERE a.code = :code
