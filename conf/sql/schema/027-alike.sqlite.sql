-- 027-alike: jobs with the same title are looked for by job_place_field: an index of words wrote a
-- page anew for almost every job that an import added.
DROP INDEX job_alike;
