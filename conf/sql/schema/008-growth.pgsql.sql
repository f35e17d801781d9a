-- 008-growth: what keeps lists and counts as quick among a million jobs as among a thousand; on
-- PostgreSQL.  008-growth.sqlite does the same there.

-- A district and a field that seldom meet.
CREATE INDEX job_region_field ON job (state, region_key, field_key, listed DESC);

-- The few jobs that are examples, to take them out of the counts.  example leads, so that no other
-- index fits as well.
CREATE INDEX job_example ON job (example, state, region_key, field_key, place_key) WHERE example = 1;
