-- 001-engine: what the engine keeps for itself.  Nothing here knows of jobs or people.
-- Instants are UTC text 2026-11-21T10:20:30Z, days 2026-11-21, flags 0 or 1.  Numbers of rows are
-- given by the database (003-keeping) and never leave the server.

-- Which files of this folder this database has had, and what was in them then.
CREATE TABLE IF NOT EXISTS migration (
    name        TEXT    PRIMARY KEY,            -- 001-engine
    checksum    TEXT    NOT NULL,
    applied     TEXT    NOT NULL
);

-- A form that was accepted: sent again, it gets the same location.  Lives seven days.
CREATE TABLE spent (
    hash        TEXT    PRIMARY KEY,            -- of once, page, session and what was sent
    location    TEXT,                           -- known when its writes are done
    spent       TEXT    NOT NULL
);

-- Who did what, each row chained to the one before.  No statement changes or deletes a row.
CREATE TABLE audit (
    audit_id    INTEGER PRIMARY KEY,
    at          TEXT    NOT NULL,
    actor       TEXT,                           -- NULL: nobody was signed in
    role        TEXT    NOT NULL,
    verb        TEXT    NOT NULL,
    object      TEXT,
    code        TEXT,
    page        TEXT    NOT NULL,
    previous    TEXT    NOT NULL,               -- hash of the row before, '' for the first
    hash        TEXT    NOT NULL UNIQUE
);

-- The end of that chain: the one row that a writer locks to add to it.
CREATE TABLE audit_head (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    n           BIGINT  NOT NULL DEFAULT 0 CHECK (n >= 0),
    hash        TEXT    NOT NULL DEFAULT ''
);
INSERT INTO audit_head (one, n, hash) VALUES (1, 0, '');

-- Mail and SMS that wait to be sent.  Address and words are sealed to the delivery key.
CREATE TABLE outbox (
    outbox_id   INTEGER PRIMARY KEY,
    template    TEXT    NOT NULL,
    lang        TEXT    NOT NULL,
    sealed      TEXT    NOT NULL,
    created     TEXT    NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_try    TEXT,
    sent        TEXT,
    failure     TEXT
);

-- How often each table that public pages read was changed: the sum of n over all writers.  Kept by
-- triggers.  Each PostgreSQL backend adds to a row of its own, so that no writer waits for another;
-- SQLite has one writer at a time, number 0.
CREATE TABLE revision (
    relation    TEXT    NOT NULL,
    writer      INTEGER NOT NULL,
    n           BIGINT  NOT NULL,
    PRIMARY KEY (relation, writer)
);

-- How often a page was shown on a day, and the count files that were added to it: both in one
-- transaction, so a file counts once however often it is read.
CREATE TABLE page_count (
    page        TEXT    NOT NULL,
    code        TEXT    NOT NULL,
    day         TEXT    NOT NULL CHECK (day LIKE '____-__-__' AND trim(day, '0123456789-') = ''),
    n           BIGINT  NOT NULL CHECK (n >= 0),
    PRIMARY KEY (page, code, day)
);
CREATE TABLE count_file (
    name        TEXT    PRIMARY KEY,
    added       TEXT    NOT NULL
);

-- What the engine must remember between starts.
CREATE TABLE setting (
    name        TEXT    PRIMARY KEY,
    value       TEXT    NOT NULL
);
