-- 026-shown: PostgreSQL reads few jobs in their order, too, and need not join and sort all of them.

DROP VIEW shown_job;

-- What visitors may see, and how their pages come to a job's employer.  An advert that says whose
-- it is although it should not is neither shown nor found.  SQLite wants this in one condition: by
-- many, of which each seems to leave out most jobs, lists would be sorted and not read in their
-- order.  PostgreSQL takes one in two hundred to be NULL where it cannot know, and to be 1.
CREATE VIEW shown_job AS
SELECT *
  FROM masked_job
 WHERE NOT (state IN ('draft', 'review') OR opens IS NULL OR hidden IS NOT NULL
            OR coalesce(names_itself, 0) = 1);
