-- employer/people-last: the last one who can sign in for one's employer stays.
-- takes  my_employer person                      gives  param code
SELECT 'person' AS "param", 'last' AS "code"
  FROM account a
 WHERE a.code = :person AND a.employer_id = :my_employer
   AND NOT EXISTS (SELECT 1 FROM account o
                    WHERE o.employer_id = :my_employer AND o.account_id <> a.account_id
                      AND o.disabled IS NULL AND o.password IS NOT NULL)
