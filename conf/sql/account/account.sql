-- account/account: one's own account.
-- takes  me                                      gives  code name lang second spares
SELECT a.code AS "code", a.name AS "name", a.lang AS "lang",
       CASE WHEN a.totp IS NOT NULL THEN 1 END AS "second",
       (SELECT count(*) FROM account_recovery r WHERE r.account_id = a.account_id) AS "spares"
  FROM account a
 WHERE a.account_id = :me
