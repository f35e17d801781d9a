-- employer/people-lock: nobody else changes who speaks for one's employer until this is done.
-- takes  my_employer
UPDATE account SET employer_id = employer_id WHERE employer_id = :my_employer
