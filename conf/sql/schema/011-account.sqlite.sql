-- 011-account: who may sign in, with what, and who is signed in; on SQLite.  011-account.pgsql
-- does the same there.

-- One who may sign in.  mail is sealed to the delivery key and found by mail_lookup, the keyed hash
-- of its normal form.  name is how colleagues and employers see staff, chosen to be seen.  password
-- is libcrypt's text, NULL until its owner has set one.  totp is the sealed secret of the second
-- step, totp_step the last 30 seconds whose code was used: a code works once.
CREATE TABLE account (
    account_id  INTEGER PRIMARY KEY,
    code        TEXT    NOT NULL UNIQUE CHECK (length(code) = 6),
    mail        TEXT    NOT NULL,
    mail_lookup TEXT    NOT NULL UNIQUE,
    name        TEXT    CHECK (name <> ''),
    lang        TEXT    NOT NULL,
    employer_id BIGINT  REFERENCES employer,
    place_key   TEXT    REFERENCES place,       -- the locality of a coordinator
    password    TEXT,
    totp        TEXT,
    totp_step   BIGINT  NOT NULL DEFAULT 0,
    created     TEXT    NOT NULL,
    disabled    TEXT                            -- since when; NULL: may sign in
);
CREATE INDEX account_employer ON account (employer_id);

-- What it may do.  Roles do not contain each other; an account may have several.
CREATE TABLE account_role (
    account_id  BIGINT  NOT NULL REFERENCES account ON DELETE CASCADE,
    role        TEXT    NOT NULL CHECK (role IN ('employer', 'volunteer', 'worker', 'coordinator',
                                                 'manager', 'admin')),
    PRIMARY KEY (account_id, role)
);

-- A browser that is signed in: the SHA-256 of what its cookie holds.  stage says what is still to
-- come: second, the second step; enrol, setting one up, without which staff get no further; full,
-- nothing.  What must end with a session refers to its hash ON DELETE CASCADE.
CREATE TABLE session (
    hash        TEXT    PRIMARY KEY,
    account_id  BIGINT  NOT NULL REFERENCES account ON DELETE CASCADE,
    stage       TEXT    NOT NULL CHECK (stage IN ('second', 'enrol', 'full')),
    created     TEXT    NOT NULL,
    last_seen   TEXT    NOT NULL,
    expires     TEXT    NOT NULL
);
CREATE INDEX session_account ON session (account_id);

-- Codes that stand in for the second step, one use each: keyed hashes.
CREATE TABLE account_recovery (
    account_id  BIGINT  NOT NULL REFERENCES account ON DELETE CASCADE,
    hash        TEXT    NOT NULL,
    PRIMARY KEY (account_id, hash)
);

-- A browser in which an account signed in before: its wrong passwords are counted apart, so that
-- nobody elsewhere can keep its owner out.
CREATE TABLE account_device (
    hash        TEXT    NOT NULL,               -- of what its cookie holds
    account_id  BIGINT  NOT NULL REFERENCES account ON DELETE CASCADE,
    last_seen   TEXT    NOT NULL,
    PRIMARY KEY (hash, account_id)
);
CREATE INDEX account_device_account ON account_device (account_id);

-- Tries at a password or second step since `began`.  bucket is a keyed hash of the name and where
-- it was tried from: neither can be read here.
CREATE TABLE attempt (
    bucket      TEXT    PRIMARY KEY,
    began       TEXT    NOT NULL,
    n           BIGINT  NOT NULL CHECK (n >= 0)
);

-- A link that was mailed, as the hash of its 256 bits.  Works once, until it expires.
CREATE TABLE link (
    hash        TEXT    PRIMARY KEY,
    kind        TEXT    NOT NULL,               -- password, invite …: what it opens
    account_id  BIGINT  REFERENCES account ON DELETE CASCADE,
    code        TEXT,                           -- of what it is about, where that is no account
    created     TEXT    NOT NULL,
    expires     TEXT    NOT NULL,
    used        TEXT
);
CREATE INDEX link_account ON link (account_id);
