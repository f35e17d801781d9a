-- employers/coordinator: who of us is in charge of an employer, as it was read.
-- takes  code version coordinator        gives  code
UPDATE employer
   SET coordinator_id = (SELECT a.account_id FROM account a WHERE a.code = :coordinator)
 WHERE code = :code AND rev = CAST(:version AS bigint)
RETURNING code AS "code"
