-- 012-mail: to whom mail went, as a keyed hash, so that nobody is sent more than the quota; and what
-- the audit trail keeps: a reason, and no way to change or remove a row.

ALTER TABLE outbox ADD COLUMN recipient TEXT;    -- keyed hash of the address, known when it is sent
CREATE INDEX outbox_waiting ON outbox (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX outbox_recipient ON outbox (recipient, sent) WHERE recipient IS NOT NULL;

ALTER TABLE audit ADD COLUMN reason TEXT;        -- a key of a list, never what somebody typed

CREATE FUNCTION audit_stays () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is only added to';
END
$$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
