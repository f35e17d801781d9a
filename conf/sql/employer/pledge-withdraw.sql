-- employer/pledge-withdraw: one's employer takes its promise back.
-- takes  my_employer                             gives  code
DELETE FROM employer_pledge WHERE employer_id = :my_employer
RETURNING (SELECT e.code FROM employer e WHERE e.employer_id = employer_pledge.employer_id)
       AS "code"
