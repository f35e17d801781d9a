-- 014-employer: employers who answer for themselves, jobs that wait for a decision, and what staff
-- note of both.  Names, phones, addresses and notes of people are sealed; times are instants unless
-- they are called days; an account is who of us, or of the employer, did it.

-- found: known from adverts only.  new: asked to take part and waits.  registration is public, of a
-- company or an association; a sole trader's is that person's own number and sealed.
ALTER TABLE employer ADD COLUMN state TEXT NOT NULL DEFAULT 'found'
    CHECK (state IN ('found', 'new', 'approved', 'refused'));
ALTER TABLE employer ADD COLUMN kind TEXT
    CHECK (kind IN ('company', 'association', 'public_body', 'sole_trader'));
ALTER TABLE employer ADD COLUMN registration TEXT;
ALTER TABLE employer ADD COLUMN registration_sealed TEXT;
ALTER TABLE employer ADD COLUMN contact_name TEXT;          -- sealed
ALTER TABLE employer ADD COLUMN contact_phone TEXT;         -- sealed
ALTER TABLE employer ADD COLUMN contact_mail TEXT;          -- sealed
ALTER TABLE employer ADD COLUMN lang TEXT;                  -- in which to write and call
ALTER TABLE employer ADD COLUMN agreed TEXT;                -- since when the agreement is accepted
ALTER TABLE employer ADD COLUMN waits TEXT;                 -- since when it waits for a decision
ALTER TABLE employer ADD COLUMN decided TEXT;
ALTER TABLE employer ADD COLUMN decided_by BIGINT REFERENCES account;
ALTER TABLE employer ADD COLUMN reason TEXT;                -- code of why it was refused
ALTER TABLE employer ADD COLUMN coordinator_id BIGINT REFERENCES account;
ALTER TABLE employer ADD COLUMN next_call TEXT;             -- day
ALTER TABLE employer ADD COLUMN wants TEXT;                 -- sealed: what it looks for
CREATE INDEX employer_waits ON employer (state, waits);

-- How we know that an employer exists.  Without a row no job of it goes public.
CREATE TABLE employer_check (
    employer_id BIGINT  NOT NULL REFERENCES employer ON DELETE CASCADE,
    at          TEXT    NOT NULL,
    how         TEXT    NOT NULL CHECK (how IN ('register', 'visit', 'call')),
    account_id  BIGINT  NOT NULL REFERENCES account,
    PRIMARY KEY (employer_id, at)
);

-- Who spoke with an employer, when, and about what.
CREATE TABLE employer_contact (
    code        TEXT    PRIMARY KEY CHECK (length(code) = 6),
    employer_id BIGINT  NOT NULL REFERENCES employer ON DELETE CASCADE,
    at          TEXT    NOT NULL,
    account_id  BIGINT  NOT NULL REFERENCES account,
    how         TEXT    NOT NULL CHECK (how IN ('call', 'visit', 'mail', 'message')),
    note        TEXT    NOT NULL                -- sealed
);
CREATE INDEX employer_contact_employer ON employer_contact (employer_id, at);

-- A promise of a friendly employer.  It lapses by itself; nobody who was hired is counted.
CREATE TABLE employer_pledge (
    employer_id BIGINT  PRIMARY KEY REFERENCES employer ON DELETE CASCADE,
    interviews  INTEGER NOT NULL DEFAULT 0 CHECK (interviews IN (0, 1)),    -- looks at everyone
    no_record   INTEGER NOT NULL DEFAULT 0 CHECK (no_record IN (0, 1)),     -- asks only what law asks
    accompanies INTEGER NOT NULL DEFAULT 0 CHECK (accompanies IN (0, 1)),   -- works with our coach
    signed_by   TEXT    NOT NULL,               -- sealed
    signed      TEXT    NOT NULL,               -- day
    lapses      TEXT    NOT NULL,               -- day
    CHECK (interviews + no_record + accompanies > 0),
    CHECK (signed <= lapses)
);

-- How a job came to us, how people apply, and what its employer lets be seen.  An unnamed employer
-- is shown by field and place only, and people apply through us.
ALTER TABLE job ADD COLUMN origin TEXT NOT NULL DEFAULT 'import'
    CHECK (origin IN ('import', 'account', 'page', 'phone'));
ALTER TABLE job ADD COLUMN needed_by TEXT;                  -- day
ALTER TABLE job ADD COLUMN apply_way TEXT NOT NULL DEFAULT 'both'
    CHECK (apply_way IN ('us', 'phone', 'both'));
ALTER TABLE job ADD COLUMN named INTEGER NOT NULL DEFAULT 1 CHECK (named IN (0, 1));
ALTER TABLE job ADD COLUMN indexed INTEGER NOT NULL DEFAULT 1 CHECK (indexed IN (0, 1));
ALTER TABLE job ADD COLUMN filled INTEGER NOT NULL DEFAULT 0 CHECK (filled >= 0);

-- A job that somebody else typed is not public before its employer said yes: by a mailed link, by
-- sending it from an account, or by telephone, as the account notes who took the call.
ALTER TABLE job ADD COLUMN yes TEXT;
ALTER TABLE job ADD COLUMN yes_way TEXT CHECK (yes_way IN ('account', 'link', 'phone'));
ALTER TABLE job ADD COLUMN yes_by BIGINT REFERENCES account;

-- Since when it waits, what was decided and by whom; answer is what we asked or why we refused.
ALTER TABLE job ADD COLUMN waits TEXT;
ALTER TABLE job ADD COLUMN decided TEXT;
ALTER TABLE job ADD COLUMN decided_by BIGINT REFERENCES account;
ALTER TABLE job ADD COLUMN reason TEXT;                     -- code
ALTER TABLE job ADD COLUMN answer TEXT;                     -- words to the employer
ALTER TABLE job ADD COLUMN hidden TEXT;                     -- since when, after a report
CREATE INDEX job_waits ON job (state, needed_by, waits);

-- The law by which an employer must ask for an approval, and who of us confirmed it.
ALTER TABLE job ADD COLUMN legal_basis TEXT
    CHECK (legal_basis IN ('minors_2001', 'violence_2023', 'licence', 'schedule'));
ALTER TABLE job ADD COLUMN legal_confirmed TEXT;
ALTER TABLE job ADD COLUMN legal_confirmed_by BIGINT REFERENCES account;

-- Other places of the same job, and its shifts.
CREATE TABLE job_further_place (
    job_id      BIGINT  NOT NULL REFERENCES job ON DELETE CASCADE,
    place_key   TEXT    NOT NULL REFERENCES place,
    PRIMARY KEY (job_id, place_key)
);
CREATE TABLE job_shift (
    job_id      BIGINT  NOT NULL REFERENCES job ON DELETE CASCADE,
    shift       TEXT    NOT NULL
                CHECK (shift IN ('morning', 'noon', 'evening', 'night', 'weekend')),
    PRIMARY KEY (job_id, shift)
);

-- Up to five easy sentences: what you do, when, what you need, what you get, how to come.
CREATE TABLE job_sentence (
    job_id      BIGINT  NOT NULL REFERENCES job ON DELETE CASCADE,
    lang        TEXT    NOT NULL,
    position    INTEGER NOT NULL CHECK (position BETWEEN 1 AND 5),
    text        TEXT    NOT NULL CHECK (text <> ''),
    PRIMARY KEY (job_id, lang, position)
);

-- What a public job is to become; until that is decided, what stands in job stays public.
CREATE TABLE job_edit (
    job_id        BIGINT  PRIMARY KEY REFERENCES job ON DELETE CASCADE,
    waits         TEXT    NOT NULL,
    account_id    BIGINT  NOT NULL REFERENCES account,
    title         TEXT    NOT NULL CHECK (title <> ''),
    text          TEXT,
    lang          TEXT    NOT NULL,
    place_key     TEXT    NOT NULL REFERENCES place,
    field_key     TEXT    NOT NULL REFERENCES field,
    pay_min       BIGINT  NOT NULL CHECK (pay_min >= 0),
    pay_max       BIGINT  CHECK (pay_max >= pay_min),
    pay_unit      TEXT    NOT NULL CHECK (pay_unit IN ('hour', 'day', 'month', 'job')),
    hours         TEXT,
    apply_way     TEXT    NOT NULL CHECK (apply_way IN ('us', 'phone', 'both')),
    apply_phone   TEXT,
    named         INTEGER NOT NULL CHECK (named IN (0, 1)),
    legal_basis   TEXT    CHECK (legal_basis IN ('minors_2001', 'violence_2023', 'licence',
                                                 'schedule')),
    rev           BIGINT  NOT NULL DEFAULT 1
);
CREATE INDEX job_edit_waits ON job_edit (waits);

-- Somebody says that something is wrong with a job.  text is sealed.
CREATE TABLE job_report (
    code        TEXT    PRIMARY KEY CHECK (length(code) = 6),
    job_code    TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    reason      TEXT    NOT NULL
                CHECK (reason IN ('gone', 'pay', 'record', 'unfair', 'asks_money', 'other')),
    text        TEXT,
    state       TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'taken', 'done')),
    taken       TEXT,
    done        TEXT
);
CREATE INDEX job_report_waits ON job_report (state, at);
