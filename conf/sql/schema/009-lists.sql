-- 009-lists: whatever narrows a list is read from the index that orders it, so that a job which is
-- not shown is never fetched: a list, and the count above it, stay quick where few of very many
-- jobs are what was asked for.
DROP INDEX job_newest;
DROP INDEX job_region;
DROP INDEX job_field;
DROP INDEX job_place;
DROP INDEX job_region_field;
CREATE INDEX job_newest ON job
    (state, listed DESC, closes, no_experience, day_only, no_licence, ride, training);
CREATE INDEX job_region ON job
    (state, region_key, listed DESC, closes, no_experience, day_only, no_licence, ride, training);
CREATE INDEX job_field ON job
    (state, field_key, listed DESC, closes, no_experience, day_only, no_licence, ride, training);
CREATE INDEX job_place ON job
    (state, place_key, listed DESC, closes, no_experience, day_only, no_licence, ride, training);
CREATE INDEX job_region_field ON job (state, region_key, field_key, listed DESC, closes,
                                      no_experience, day_only, no_licence, ride, training);
CREATE INDEX job_place_field ON job (state, place_key, field_key, listed DESC, closes,
                                     no_experience, day_only, no_licence, ride, training);
