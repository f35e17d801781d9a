-- 013-key: whose secret opens what.  What a person sent is sealed to a key of its own, whose secret
-- half is sealed to the team; the team's secret half is sealed to each key holder, whose own lies
-- under the password, and while a session lasts it is closed by the session's token.  Nothing here
-- opens anything without a password or a token.

-- The secret half of the key that the values of one sending are sealed to.  Who erases it erases them.
CREATE TABLE person_key (
    key_id      TEXT    PRIMARY KEY,            -- 32 hex; d1.KEY_ID. begins every value
    sealed      TEXT    NOT NULL,
    made        TEXT    NOT NULL
);

-- A key pair of each member of staff: made at a sign-in, its secret half wrapped by the password.
CREATE TABLE account_key (
    account_id  BIGINT  PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    public      TEXT    NOT NULL,
    wrapped     TEXT    NOT NULL
);

-- Key holders: the secret half of the team's key, sealed to their own.
CREATE TABLE team_holder (
    account_id  BIGINT  PRIMARY KEY REFERENCES account_key ON DELETE CASCADE,
    sealed      TEXT    NOT NULL,
    given       TEXT    NOT NULL
);

-- The same, closed by the token of a session that lasts.
CREATE TABLE session_key (
    hash        TEXT    PRIMARY KEY REFERENCES session ON DELETE CASCADE,
    wrapped     TEXT    NOT NULL
);

-- What was sealed to the team while its key was being changed.
CREATE TABLE team_old (
    key_id      TEXT    PRIMARY KEY,
    sealed      TEXT    NOT NULL
);

-- A row that goes takes its key with it.
CREATE TRIGGER callback_key AFTER DELETE ON callback
BEGIN
    DELETE FROM person_key WHERE key_id = substr(old.name, 4, 32);
END;
CREATE TRIGGER volunteer_key AFTER DELETE ON volunteer
BEGIN
    DELETE FROM person_key WHERE key_id = substr(old.name, 4, 32);
END;
