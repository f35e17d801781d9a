-- 002-portal: places, fields of work, employers, jobs, and requests to be called back.
-- Keys are short words for addresses and forms (tel-aviv, l70, cleaning); what people read stands
-- in name.  Money is whole agorot.  rev is raised by a trigger whenever a row changes.

-- The seven districts and the localities in them.  A locality is l and its official CBS code.
CREATE TABLE place (
    place_key     TEXT    PRIMARY KEY,
    kind          TEXT    NOT NULL CHECK (kind IN ('region', 'locality')),
    parent_key    TEXT    REFERENCES place,
    official_code TEXT    NOT NULL,
    population    BIGINT  NOT NULL DEFAULT 0 CHECK (population >= 0),
    UNIQUE (kind, official_code),
    CHECK ((kind = 'region') = (parent_key IS NULL))
);
CREATE INDEX place_size ON place (kind, population);
CREATE INDEX place_size_within ON place (parent_key, population);

-- Other spellings of a place, folded: without spaces, hyphens and quotes, yod and vav once.
CREATE TABLE place_alias (
    folded      TEXT    PRIMARY KEY,
    place_key   TEXT    NOT NULL REFERENCES place
);

CREATE TABLE field (
    field_key   TEXT    PRIMARY KEY,
    position    INTEGER NOT NULL UNIQUE         -- related fields stand together
);

CREATE TABLE skill (
    skill_key   TEXT    PRIMARY KEY
);

-- What a place, field or skill is called in a language.  Hebrew is always there and stands in where
-- another language has no name.
CREATE TABLE name (
    scheme      TEXT    NOT NULL CHECK (scheme IN ('place', 'field', 'skill')),
    key         TEXT    NOT NULL,
    lang        TEXT    NOT NULL,
    text        TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (scheme, key, lang)
);

-- Who offers work.  checked: somebody of ours found out that it exists.
CREATE TABLE employer (
    employer_id INTEGER PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE CHECK (length(code) = 6),
    name        TEXT    NOT NULL CHECK (name <> ''),
    name_lang   TEXT    NOT NULL,
    folded      TEXT    NOT NULL UNIQUE,        -- two spellings of one name are one employer
    field_key   TEXT    REFERENCES field,
    place_key   TEXT    REFERENCES place,
    checked     INTEGER NOT NULL DEFAULT 0 CHECK (checked IN (0, 1)),
    about       TEXT,
    rev         BIGINT  NOT NULL DEFAULT 1
);

-- A job is public while it is open and its closing day has not passed.  listed is its place in the
-- order of lists: drawn when it is written, and anew when it opens and when it is renewed.
CREATE TABLE job (
    job_id        INTEGER PRIMARY KEY,
    code          TEXT    NOT NULL UNIQUE CHECK (length(code) = 6),
    listed        BIGINT  NOT NULL UNIQUE,
    state         TEXT    NOT NULL DEFAULT 'draft'
                  CHECK (state IN ('draft', 'review', 'open', 'filled', 'expired', 'closed')),
    title         TEXT    NOT NULL CHECK (title <> ''),
    text          TEXT,                         -- paragraphs, an empty line between them
    lang          TEXT    NOT NULL,             -- in which the employer wrote it
    employer_id   BIGINT  NOT NULL REFERENCES employer,
    place_key     TEXT    NOT NULL REFERENCES place,
    region_key    TEXT    NOT NULL REFERENCES place,
    field_key     TEXT    NOT NULL REFERENCES field,
    pay_min       BIGINT  CHECK (pay_min >= 0),
    pay_max       BIGINT  CHECK (pay_max >= 0),
    pay_unit      TEXT    CHECK (pay_unit IN ('hour', 'day', 'month', 'job')),
    hours         TEXT,                         -- in words
    starts        TEXT    CHECK (starts LIKE '____-__-__' AND trim(starts, '0123456789-') = ''),
    openings      INTEGER NOT NULL DEFAULT 1 CHECK (openings >= 1),
    transport     TEXT,                         -- how to get there, in words
    no_experience INTEGER NOT NULL DEFAULT 0 CHECK (no_experience IN (0, 1)),
    day_only      INTEGER NOT NULL DEFAULT 0 CHECK (day_only IN (0, 1)),
    no_licence    INTEGER NOT NULL DEFAULT 0 CHECK (no_licence IN (0, 1)),
    ride          INTEGER NOT NULL DEFAULT 0 CHECK (ride IN (0, 1)),
    training      INTEGER NOT NULL DEFAULT 0 CHECK (training IN (0, 1)),
    legal_check   TEXT    CHECK (legal_check IN ('minors_2001', 'violence_2023')),
    apply_phone   TEXT,                         -- the employer's own: a way that does not pass us
    source_name   TEXT,                         -- where it was published first, when not here
    source_url    TEXT    UNIQUE,
    opens         TEXT    CHECK (opens LIKE '____-__-__' AND trim(opens, '0123456789-') = ''),
    closes        TEXT    CHECK (closes LIKE '____-__-__' AND trim(closes, '0123456789-') = ''),
    words         TEXT    NOT NULL DEFAULT '',  -- folded, of title and text: what a search finds
    example       INTEGER NOT NULL DEFAULT 0 CHECK (example IN (0, 1)),
    rev           BIGINT  NOT NULL DEFAULT 1,
    CHECK (pay_min <= pay_max),
    CHECK (pay_unit IS NOT NULL OR (pay_min IS NULL AND pay_max IS NULL)),
    CHECK (opens <= closes),
    CHECK (state <> 'open' OR (opens IS NOT NULL AND closes IS NOT NULL))
);
CREATE INDEX job_newest ON job (state, listed DESC);
CREATE INDEX job_region ON job (state, region_key, listed DESC);
CREATE INDEX job_field ON job (state, field_key, listed DESC);
CREATE INDEX job_place ON job (state, place_key, listed DESC);
CREATE INDEX job_employer ON job (employer_id);

CREATE TABLE job_skill (
    job_id      BIGINT  NOT NULL REFERENCES job ON DELETE CASCADE,
    skill_key   TEXT    NOT NULL REFERENCES skill,
    PRIMARY KEY (job_id, skill_key)
);

-- Languages that the work needs.
CREATE TABLE job_language (
    job_id      BIGINT  NOT NULL REFERENCES job ON DELETE CASCADE,
    lang        TEXT    NOT NULL,
    PRIMARY KEY (job_id, lang)
);

-- Open jobs by region and field, and by place: sums of n over all writers.  Kept by triggers on
-- job; no statement writes them.  A job whose last day has passed counts until it is expired.
CREATE TABLE job_count (
    region_key  TEXT    NOT NULL,
    field_key   TEXT    NOT NULL,
    writer      INTEGER NOT NULL,
    n           BIGINT  NOT NULL,
    PRIMARY KEY (region_key, field_key, writer)
);
CREATE INDEX job_count_field ON job_count (field_key, region_key, n);
CREATE TABLE place_count (
    place_key   TEXT    NOT NULL,
    writer      INTEGER NOT NULL,
    n           BIGINT  NOT NULL,
    PRIMARY KEY (place_key, writer)
);

-- Somebody asked to be called.  name and phone are sealed; phone_lookup finds the same phone again.
CREATE TABLE callback (
    callback_id  INTEGER PRIMARY KEY,
    code         TEXT    NOT NULL UNIQUE CHECK (length(code) = 6),
    at           TEXT    NOT NULL,
    topic        TEXT    NOT NULL
                 CHECK (topic IN ('work', 'family', 'rights', 'volunteer', 'offer', 'other')),
    name         TEXT    NOT NULL,
    phone        TEXT    NOT NULL,
    phone_lookup TEXT    NOT NULL,
    lang         TEXT    NOT NULL,              -- in which to call
    part_of_day  TEXT    NOT NULL DEFAULT 'any'
                 CHECK (part_of_day IN ('any', 'morning', 'noon', 'evening')),
    message      INTEGER NOT NULL DEFAULT 0 CHECK (message IN (0, 1)),  -- may one be left?
    job_code     TEXT,                          -- the job that was on the screen
    state        TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'taken', 'done'))
);
CREATE INDEX callback_waiting ON callback (state, at);
CREATE INDEX callback_phone ON callback (phone_lookup);

-- A file of jobs or localities that was read, and how far: an import that was stopped goes on.
CREATE TABLE import_run (
    import_id   INTEGER PRIMARY KEY,
    file        TEXT    NOT NULL,
    checksum    TEXT    NOT NULL,
    line        BIGINT  NOT NULL DEFAULT 0,
    started     TEXT    NOT NULL,
    finished    TEXT,
    imported    BIGINT  NOT NULL DEFAULT 0,
    merged      BIGINT  NOT NULL DEFAULT 0,
    refused     BIGINT  NOT NULL DEFAULT 0
);
CREATE INDEX import_run_file ON import_run (checksum);
