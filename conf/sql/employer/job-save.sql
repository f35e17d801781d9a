-- employer/job-save: what may change of an own job without anybody's look, if nobody changed the
-- job since its form was shown; else no row does.  openings are those that are still looked for.
-- takes  code my_employer version hours starts needed_by closes openings transport no_experience
--        day_only no_licence ride training indexed
-- gives  code
UPDATE job
   SET hours = :hours, starts = :starts, needed_by = :needed_by,
       closes = coalesce(:closes, CASE WHEN state IN ('open', 'filled', 'expired') THEN closes END),
       openings = filled + coalesce(:openings, 1), transport = :transport,
       no_experience = :no_experience, day_only = :day_only, no_licence = :no_licence,
       ride = :ride, training = :training, indexed = :indexed
 WHERE code = :code AND employer_id = :my_employer AND rev = :version
RETURNING code
