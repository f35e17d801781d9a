-- account/sessions-end: signs one out everywhere, here too.
-- takes  me my_code                              gives  code
DELETE FROM session WHERE account_id = :me
RETURNING :my_code AS "code"
