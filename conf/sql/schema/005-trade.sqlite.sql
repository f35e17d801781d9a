-- 005-trade: occupations, what they are called, and which of them a job is for; on SQLite.
-- 005-trade.pgsql does the same there.  The occupations themselves are data: conf/trades.csv.

-- What a worker is called, apart from what an advert is called: ISCO-08 groups it, name says it.
CREATE TABLE trade (
    trade_key   TEXT    PRIMARY KEY,
    field_key   TEXT    NOT NULL REFERENCES field,
    isco        TEXT    NOT NULL CHECK (length(isco) = 4 AND trim(isco, '0123456789') = '')
);

-- Names and everyday words of a trade in all languages, folded, each whole: of these titles are
-- read, and by their single words a search finds the jobs of the trade.
CREATE TABLE trade_word (
    folded      TEXT    NOT NULL CHECK (folded <> ''),
    trade_key   TEXT    NOT NULL REFERENCES trade ON DELETE CASCADE,
    PRIMARY KEY (folded, trade_key)
);

-- One to three trades of a job; the first is the one that cards show.  guessed: nobody has looked.
CREATE TABLE job_trade (
    job_id      BIGINT  NOT NULL REFERENCES job ON DELETE CASCADE,
    position    INTEGER NOT NULL CHECK (position BETWEEN 1 AND 3),
    trade_key   TEXT    NOT NULL REFERENCES trade,
    guessed     INTEGER NOT NULL DEFAULT 0 CHECK (guessed IN (0, 1)),
    PRIMARY KEY (job_id, position),
    UNIQUE (job_id, trade_key)
);
CREATE INDEX job_trade_trade ON job_trade (trade_key);

-- name takes a further scheme.  A rule of a table cannot be changed, so the table is made anew, and
-- with it its triggers.
CREATE TABLE name_wider (
    scheme      TEXT    NOT NULL CHECK (scheme IN ('place', 'field', 'skill', 'trade')),
    key         TEXT    NOT NULL,
    lang        TEXT    NOT NULL,
    text        TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (scheme, key, lang)
);
INSERT INTO name_wider (scheme, key, lang, text) SELECT scheme, key, lang, text FROM name;
DROP TABLE name;
ALTER TABLE name_wider RENAME TO name;

-- Revisions of the tables that public pages read.
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
CREATE TRIGGER trade_revision_insert AFTER INSERT ON trade BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER trade_revision_update AFTER UPDATE ON trade BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER trade_revision_delete AFTER DELETE ON trade BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_trade_revision_insert AFTER INSERT ON job_trade BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_trade', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_trade_revision_update AFTER UPDATE ON job_trade BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_trade', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER job_trade_revision_delete AFTER DELETE ON job_trade BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('job_trade', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
