-- 019-employer-people: who was asked to speak for an employer, and what goes with the rows of 014
-- when they go; on PostgreSQL.  019-employer-people.sqlite does the same there.

-- Somebody whose mail address is to be proved by a link before an account is made: who registers,
-- and whom a colleague invites.  Its link has the code of this row.
CREATE TABLE employer_invite (
    code        TEXT    PRIMARY KEY CHECK (length(code) = 6),
    employer_id BIGINT  NOT NULL REFERENCES employer ON DELETE CASCADE,
    mail        TEXT    NOT NULL,               -- sealed to the delivery key
    mail_lookup TEXT    NOT NULL,               -- as account.mail_lookup
    name        TEXT    CHECK (name <> ''),     -- how colleagues see them, chosen to be seen
    lang        TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    UNIQUE (employer_id, mail_lookup)
);
CREATE INDEX employer_invite_mail ON employer_invite (mail_lookup, at);

-- The key of what is sealed goes with it, also where other words take its place.
CREATE FUNCTION employer_key_goes () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM person_key
     WHERE key_id = substr(old.wants, 4, 32)
        OR (TG_OP = 'DELETE' AND key_id = substr(old.contact_name, 4, 32));
    RETURN NULL;
END
$$;
CREATE TRIGGER employer_key AFTER DELETE ON employer
    FOR EACH ROW EXECUTE FUNCTION employer_key_goes();
CREATE TRIGGER employer_wants_key AFTER UPDATE OF wants ON employer FOR EACH ROW
    WHEN (old.wants IS DISTINCT FROM new.wants) EXECUTE FUNCTION employer_key_goes();

CREATE FUNCTION employer_contact_key_goes () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM person_key WHERE key_id = substr(old.note, 4, 32);
    RETURN NULL;
END
$$;
CREATE TRIGGER employer_contact_key AFTER DELETE ON employer_contact
    FOR EACH ROW EXECUTE FUNCTION employer_contact_key_goes();

CREATE FUNCTION employer_pledge_key_goes () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM person_key WHERE key_id = substr(old.signed_by, 4, 32);
    RETURN NULL;
END
$$;
CREATE TRIGGER employer_pledge_key AFTER DELETE ON employer_pledge
    FOR EACH ROW EXECUTE FUNCTION employer_pledge_key_goes();
CREATE TRIGGER employer_pledge_signed_key AFTER UPDATE OF signed_by ON employer_pledge FOR EACH ROW
    WHEN (old.signed_by <> new.signed_by) EXECUTE FUNCTION employer_pledge_key_goes();
