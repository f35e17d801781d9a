-- employer/renew: a job that was public gets a later last day.  It is public at once when
-- employer/own, before it, says so; else it waits to be looked at.  Who was found is not looked for
-- again, unless all were.  Changes no row when it was never public, or waits already.
-- takes  code my_employer now today answer_by closes new_listed own_at_once
UPDATE job
   SET closes = :closes, listed = :new_listed,
       opens = CASE WHEN state <> 'open' AND :own_at_once = '1' THEN :today ELSE opens END,
       filled = CASE WHEN filled < openings THEN filled ELSE 0 END,
       waits = CASE WHEN :own_at_once = '1' THEN NULL ELSE :now END,
       answer_by = CASE WHEN :own_at_once = '1' THEN NULL ELSE :answer_by END,
       state = CASE WHEN :own_at_once = '1' THEN 'open' ELSE 'review' END
 WHERE code = :code AND employer_id = :my_employer AND opens IS NOT NULL
   AND state IN ('open', 'filled', 'expired', 'closed')
