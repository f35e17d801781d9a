-- key/holders: staff who have a key pair, and since when they hold the team's key.
-- takes  nothing   gives  id code name public given
SELECT a.account_id AS "id", a.code AS "code", a.name AS "name", k.public AS "public",
       h.given AS "given"
  FROM account_key k
  JOIN account a ON a.account_id = k.account_id
  LEFT JOIN team_holder h ON h.account_id = k.account_id
 WHERE a.disabled IS NULL
 ORDER BY a.account_id
