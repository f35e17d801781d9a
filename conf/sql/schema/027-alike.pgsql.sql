-- 027-alike: jobs with the same title are looked for by job_place_field: an index of words wrote a
-- page anew for almost every job that an import added.
DROP INDEX job_alike;

-- The last jobs of an employer are found without sorting all of them, as on SQLite, where every
-- index ends with the row's number.
DROP INDEX job_employer;
CREATE INDEX job_employer ON job (employer_id, job_id);
