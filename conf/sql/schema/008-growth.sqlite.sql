-- 008-growth: what keeps lists and searches as quick among a million jobs as among a thousand; on
-- SQLite.  008-growth.pgsql does the same there.  Making the index of words anew takes a second for
-- ten thousand jobs.

-- A search asks for words, never for where in a text they stand, so places are left out.  The words
-- come folded, one space apart: nothing but spaces divides them.  The beginnings of three to eight
-- letters have indexes of their own; without one, every job that a beginning finds would be gathered
-- before the newest is known.
DROP TABLE job_search;
CREATE VIRTUAL TABLE job_search USING fts5 (
    words, content = 'job', content_rowid = 'listed', detail = none,
    tokenize = 'ascii', prefix = '3 4 5 6 7 8'
);
-- Pieces of the index are joined sixteen at a time while it is written, so that an import writes
-- each word three times and not ten, and by two in the night (rehabctl daily).
INSERT INTO job_search (job_search, rank) VALUES ('automerge', 16);
INSERT INTO job_search (job_search, rank) VALUES ('crisismerge', 64);
INSERT INTO job_search (job_search, rank) VALUES ('usermerge', 2);
INSERT INTO job_search (job_search) VALUES ('rebuild');

-- A district and a field that seldom meet.
CREATE INDEX job_region_field ON job (state, region_key, field_key, listed DESC);

-- The few jobs that are examples, to take them out of the counts.  example leads, so that no other
-- index fits as well.
CREATE INDEX job_example ON job (example, state, region_key, field_key, place_key) WHERE example = 1;
