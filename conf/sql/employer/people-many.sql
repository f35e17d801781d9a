-- employer/people-many: as many as twenty invitations of an employer may wait.
-- takes  my_employer                             gives  param code
SELECT 'mail' AS "param", 'many' AS "code"
 WHERE (SELECT count(*) FROM employer_invite i WHERE i.employer_id = :my_employer) >= 20
