-- employer/people-remove: somebody who speaks for one's employer no longer does.
-- takes  my_employer person                      gives  id code
UPDATE account SET employer_id = NULL
 WHERE code = :person AND employer_id = :my_employer
RETURNING account_id AS "id", code AS "code"
