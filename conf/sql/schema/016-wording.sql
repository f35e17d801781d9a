-- 016-wording: what an advert may not say, and the least that may be paid.  Both are data that
-- staff keep; conf/import has the first of them.

-- Words that ask for what a law forbids to ask, or, harmless, words beside which such words mean
-- something else.  text is as written, pattern what LIKE compares with the words of an advert in
-- plain form, a space before and behind (mod_rehab/fold.h).  source is the law and its section,
-- day when that was last looked at.  phrase_key is a hash of what must be unique, or a small
-- code.
CREATE TABLE phrase (
    phrase_key  TEXT    PRIMARY KEY,
    kind        TEXT    NOT NULL
                CHECK (kind IN ('record', 'age', 'sex', 'nationality', 'religion', 'origin',
                                'family', 'military', 'one_gender', 'worker_pays', 'document',
                                'off_books')),
    lang        TEXT    NOT NULL CHECK (lang <> ''),
    harmless    INTEGER NOT NULL DEFAULT 0 CHECK (harmless IN (0, 1)),
    text        TEXT    NOT NULL CHECK (text <> ''),
    pattern     TEXT    NOT NULL CHECK (pattern <> ''),
    source      TEXT    NOT NULL CHECK (source <> ''),
    day         TEXT    NOT NULL,
    added_by    BIGINT  REFERENCES account,
    retired     TEXT,
    retired_by  BIGINT  REFERENCES account,
    UNIQUE (kind, lang, harmless, pattern)
);

-- The least that may be paid from a day on, in agorot.  in_force only with an official source; what
-- was announced is a hint for staff and nothing more.  official is 1 for a source of the state.
CREATE TABLE wage (
    code        TEXT    PRIMARY KEY CHECK (length(code) = 6),
    since       TEXT    NOT NULL,
    who         TEXT    NOT NULL
                CHECK (who IN ('adult', 'under_18', 'under_17', 'under_16', 'apprentice')),
    unit        TEXT    NOT NULL CHECK (unit IN ('hour', 'day', 'month')),
    amount      BIGINT  NOT NULL CHECK (amount > 0),
    status      TEXT    NOT NULL CHECK (status IN ('announced', 'in_force')),
    official    INTEGER NOT NULL DEFAULT 0 CHECK (official IN (0, 1)),
    source      TEXT    NOT NULL CHECK (source <> ''),
    day         TEXT    NOT NULL,
    added_by    BIGINT  REFERENCES account,
    retired     TEXT,
    retired_by  BIGINT  REFERENCES account,
    CHECK (status = 'announced' OR official = 1),
    UNIQUE (since, who, unit)
);
