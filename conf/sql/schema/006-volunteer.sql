-- 006-volunteer: ways to help, people who offered to, and how the desk keeps up with what is sent.

-- Ways to help: data of the organisation (rehabctl import roles).  hours are a week.
CREATE TABLE volunteer_role (
    role_key    TEXT    PRIMARY KEY,
    position    INTEGER NOT NULL UNIQUE,
    hours       INTEGER NOT NULL CHECK (hours BETWEEN 1 AND 40),
    place       TEXT    NOT NULL CHECK (place IN ('place', 'phone', 'both')),
    training    INTEGER NOT NULL DEFAULT 0 CHECK (training IN (0, 1)),
    legal_check TEXT    CHECK (legal_check IN ('minors_2001', 'violence_2023'))
);
CREATE TABLE volunteer_role_text (
    role_key    TEXT    NOT NULL REFERENCES volunteer_role ON DELETE CASCADE,
    lang        TEXT    NOT NULL,
    name        TEXT    NOT NULL CHECK (name <> ''),
    text        TEXT    NOT NULL,
    PRIMARY KEY (role_key, lang)
);

-- Somebody offered to help.  All that tells of a person is sealed; the phone is kept beside that
-- only as a keyed hash, by which its owner can withdraw.  contact is the last time that we spoke.
CREATE TABLE volunteer (
    code         TEXT    PRIMARY KEY CHECK (length(code) = 6),
    at           TEXT    NOT NULL,
    contact      TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    phone        TEXT    NOT NULL,
    phone_lookup TEXT    NOT NULL,
    mail         TEXT,
    skills       TEXT,
    reach        TEXT    NOT NULL,
    lang         TEXT    NOT NULL,
    consent      INTEGER NOT NULL CHECK (consent = 1),
    state        TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'taken', 'done'))
);
CREATE INDEX volunteer_waiting ON volunteer (state, at);

-- The ticked boxes of a sign-up: param is role, area, speaks or time, value is sealed.
CREATE TABLE volunteer_answer (
    code        TEXT    NOT NULL REFERENCES volunteer ON DELETE CASCADE,
    param       TEXT    NOT NULL CHECK (param IN ('role', 'area', 'speaks', 'time')),
    value       TEXT    NOT NULL,
    PRIMARY KEY (code, param, value)
);

-- When somebody of the desk took a call-back, and when it was done.
ALTER TABLE callback ADD COLUMN taken TEXT;
ALTER TABLE callback ADD COLUMN done TEXT;

-- How the desk keeps up, written by rehabctl: when it last took or finished something, from when
-- answers are later than promised, and from when the forms are closed because nobody reads them.
INSERT INTO setting (name, value) VALUES
    ('desk.acted', '0000-00-00T00:00:00Z'),
    ('desk.late', '9999-12-31T00:00:00Z'),
    ('desk.closes', '9999-12-31T00:00:00Z');
