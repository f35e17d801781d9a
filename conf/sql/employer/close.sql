-- employer/close: the employer takes his job down.  Changes no row when it is down already.
-- takes  code my_employer
UPDATE job SET state = 'closed', waits = NULL
 WHERE code = :code AND employer_id = :my_employer AND state IN ('draft', 'review', 'open')
