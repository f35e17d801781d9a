-- employer/filled: people were found for a job that was public; when all are, it is filled.
-- Changes no row when it was not public, or was filled before.
-- takes  code my_employer found
UPDATE job
   SET filled = CASE WHEN filled + :found > openings THEN openings ELSE filled + :found END,
       state = CASE WHEN filled + :found >= openings THEN 'filled' ELSE state END
 WHERE code = :code AND employer_id = :my_employer AND opens IS NOT NULL
   AND state IN ('open', 'expired', 'closed') AND filled < openings
