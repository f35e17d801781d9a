-- employer/mine: one row for a job of the employer, none for another's.
-- takes  code my_employer     gives  code
SELECT j.code FROM job j WHERE j.code = :code AND j.employer_id = :my_employer
