-- 003-keeping: what the database keeps right by itself, on SQLite: the search index, the counts of
-- open jobs, the revs of rows and the revisions of tables.  003-keeping.pgsql does the same there.
-- recursive_triggers stays off; the triggers that raise a rev say so once more in their WHEN.

-- Search: words of a job, rowid = listed, so that newest first is the order of the index.  It holds
-- no copy of the words, so it must be told the old ones to forget them.
CREATE VIRTUAL TABLE job_search USING fts5 (
    words, content = 'job', content_rowid = 'listed',
    tokenize = 'unicode61 remove_diacritics 0', prefix = '3 4'
);
CREATE TRIGGER job_search_insert AFTER INSERT ON job BEGIN
    INSERT INTO job_search (rowid, words) VALUES (new.listed, new.words);
END;
CREATE TRIGGER job_search_delete AFTER DELETE ON job BEGIN
    INSERT INTO job_search (job_search, rowid, words) VALUES ('delete', old.listed, old.words);
END;
CREATE TRIGGER job_search_update AFTER UPDATE OF words, listed ON job
WHEN new.words <> old.words OR new.listed <> old.listed BEGIN
    INSERT INTO job_search (job_search, rowid, words) VALUES ('delete', old.listed, old.words);
    INSERT INTO job_search (rowid, words) VALUES (new.listed, new.words);
END;

-- Counts of open jobs.
CREATE TRIGGER job_count_insert AFTER INSERT ON job WHEN new.state = 'open' BEGIN
    INSERT INTO job_count (region_key, field_key, writer, n)
    VALUES (new.region_key, new.field_key, 0, 1)
    ON CONFLICT (region_key, field_key, writer) DO UPDATE SET n = n + excluded.n;
    INSERT INTO place_count (place_key, writer, n) VALUES (new.place_key, 0, 1)
    ON CONFLICT (place_key, writer) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER job_count_delete AFTER DELETE ON job WHEN old.state = 'open' BEGIN
    INSERT INTO job_count (region_key, field_key, writer, n)
    VALUES (old.region_key, old.field_key, 0, -1)
    ON CONFLICT (region_key, field_key, writer) DO UPDATE SET n = n + excluded.n;
    INSERT INTO place_count (place_key, writer, n) VALUES (old.place_key, 0, -1)
    ON CONFLICT (place_key, writer) DO UPDATE SET n = n + excluded.n;
END;
-- An update is the old row gone and the new one come; a job that stays open where it is changes
-- nothing.
CREATE TRIGGER job_count_gone AFTER UPDATE OF state, region_key, field_key, place_key ON job
WHEN old.state = 'open' AND (new.state, new.region_key, new.field_key, new.place_key)
  <> (old.state, old.region_key, old.field_key, old.place_key) BEGIN
    INSERT INTO job_count (region_key, field_key, writer, n)
    VALUES (old.region_key, old.field_key, 0, -1)
    ON CONFLICT (region_key, field_key, writer) DO UPDATE SET n = n + excluded.n;
    INSERT INTO place_count (place_key, writer, n) VALUES (old.place_key, 0, -1)
    ON CONFLICT (place_key, writer) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER job_count_come AFTER UPDATE OF state, region_key, field_key, place_key ON job
WHEN new.state = 'open' AND (new.state, new.region_key, new.field_key, new.place_key)
  <> (old.state, old.region_key, old.field_key, old.place_key) BEGIN
    INSERT INTO job_count (region_key, field_key, writer, n)
    VALUES (new.region_key, new.field_key, 0, 1)
    ON CONFLICT (region_key, field_key, writer) DO UPDATE SET n = n + excluded.n;
    INSERT INTO place_count (place_key, writer, n) VALUES (new.place_key, 0, 1)
    ON CONFLICT (place_key, writer) DO UPDATE SET n = n + excluded.n;
END;

-- Revisions of the tables that public pages read, and revs of the rows that cards show.
CREATE TRIGGER place_revision_insert AFTER INSERT ON place BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('place', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER place_revision_update AFTER UPDATE ON place BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('place', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER place_revision_delete AFTER DELETE ON place BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('place', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER field_revision_insert AFTER INSERT ON field BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('field', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER field_revision_update AFTER UPDATE ON field BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('field', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER field_revision_delete AFTER DELETE ON field BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('field', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER skill_revision_insert AFTER INSERT ON skill BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('skill', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER skill_revision_update AFTER UPDATE ON skill BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('skill', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER skill_revision_delete AFTER DELETE ON skill BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('skill', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER name_revision_insert AFTER INSERT ON name BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('name', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER name_revision_update AFTER UPDATE ON name BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('name', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER name_revision_delete AFTER DELETE ON name BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('name', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER employer_revision_insert AFTER INSERT ON employer BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('employer', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER employer_revision_update AFTER UPDATE ON employer WHEN new.rev = old.rev BEGIN
    UPDATE employer SET rev = old.rev + 1 WHERE employer_id = new.employer_id;
    INSERT INTO revision (relation, writer, n) VALUES ('employer', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER employer_revision_delete AFTER DELETE ON employer BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('employer', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_revision_insert AFTER INSERT ON job BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_revision_update AFTER UPDATE ON job WHEN new.rev = old.rev BEGIN
    UPDATE job SET rev = old.rev + 1 WHERE job_id = new.job_id;
    INSERT INTO revision (relation, writer, n) VALUES ('job', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_revision_delete AFTER DELETE ON job BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_skill_revision_insert AFTER INSERT ON job_skill BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_skill', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_skill_revision_update AFTER UPDATE ON job_skill BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_skill', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_skill_revision_delete AFTER DELETE ON job_skill BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_skill', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_language_revision_insert AFTER INSERT ON job_language BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_language', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_language_revision_update AFTER UPDATE ON job_language BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_language', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_language_revision_delete AFTER DELETE ON job_language BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_language', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
