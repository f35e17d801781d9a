-- 005-trade: occupations, what they are called, and which of them a job is for; on PostgreSQL.
-- 005-trade.sqlite does the same there.  The occupations themselves are data: conf/trades.csv.

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

-- name takes a further scheme.
ALTER TABLE name DROP CONSTRAINT name_scheme_check;
ALTER TABLE name ADD CONSTRAINT name_scheme_check
    CHECK (scheme IN ('place', 'field', 'skill', 'trade'));

-- Revisions of the tables that public pages read.
SELECT watch_revision(relation) FROM unnest(ARRAY['trade', 'job_trade']) AS watched(relation);
