-- 022-staff: one key for all that a person sends, the desk as a page, and who agreed to be named for
-- which job; on PostgreSQL.  022-staff.sqlite does the same there.

-- public is what a further sending of the same person is sealed to, known by lookup, the keyed hash
-- of their phone; proof is a keyed hash over both, so that nobody who only writes here can put a key
-- of their own in its place.  uses counts the rows that hold values of it: the last that goes takes
-- the key along.
ALTER TABLE person_key ADD COLUMN public TEXT;
ALTER TABLE person_key ADD COLUMN lookup TEXT;
ALTER TABLE person_key ADD COLUMN proof TEXT;
ALTER TABLE person_key ADD COLUMN uses BIGINT NOT NULL DEFAULT 1;
CREATE INDEX person_key_lookup ON person_key (lookup) WHERE lookup IS NOT NULL;

CREATE OR REPLACE FUNCTION person_key_goes () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE person_key SET uses = uses - 1 WHERE key_id = substr(old.name, 4, 32);
    DELETE FROM person_key WHERE key_id = substr(old.name, 4, 32) AND uses < 1;
    RETURN NULL;
END
$$;
CREATE FUNCTION report_key_goes () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE person_key SET uses = uses - 1 WHERE key_id = substr(old.text, 4, 32);
    DELETE FROM person_key WHERE key_id = substr(old.text, 4, 32) AND uses < 1;
    RETURN NULL;
END
$$;
CREATE TRIGGER job_report_key AFTER DELETE ON job_report
    FOR EACH ROW EXECUTE FUNCTION report_key_goes();

-- Who of us sees to it.
ALTER TABLE callback ADD COLUMN taken_by BIGINT REFERENCES account;
ALTER TABLE volunteer ADD COLUMN taken_by BIGINT REFERENCES account;
ALTER TABLE job_report ADD COLUMN taken_by BIGINT REFERENCES account;

-- A person's yes, by telephone, to be named to the employer of this one job; before it nobody is.
CREATE TABLE callback_yes (
    callback_id BIGINT  NOT NULL REFERENCES callback ON DELETE CASCADE,
    job_code    TEXT    NOT NULL CHECK (length(job_code) = 6),
    at          TEXT    NOT NULL,
    account_id  BIGINT  NOT NULL REFERENCES account,
    PRIMARY KEY (callback_id, job_code)
);

-- All that waits at the desk, with nothing that is sealed.  topic is a report's reason; for_workers
-- is what support workers see as well as coordinators.
CREATE VIEW desk_row AS
SELECT 'call' AS kind, code, at, answer_by, topic, lang, part_of_day, message, job_code, state,
       taken, taken_by, CASE WHEN topic IN ('family', 'rights') THEN 1 ELSE 0 END AS for_workers
  FROM callback
 UNION ALL
SELECT 'volunteer', code, at, answer_by, CAST(NULL AS text), lang, CAST(NULL AS text), 0,
       CAST(NULL AS text), state, CASE WHEN state <> 'new' THEN contact END, taken_by, 0
  FROM volunteer
 UNION ALL
SELECT 'report', code, at, CAST(NULL AS text), reason, CAST(NULL AS text), CAST(NULL AS text), 0,
       job_code, state, taken, taken_by, 0
  FROM job_report;
