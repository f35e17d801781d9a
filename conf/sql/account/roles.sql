-- account/roles: what one may do.
-- takes  me                                      gives  role
SELECT r.role AS "role"
  FROM account_role r
 WHERE r.account_id = :me
 ORDER BY r.role
