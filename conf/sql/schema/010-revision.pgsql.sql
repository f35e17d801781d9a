-- 010-revision: on PostgreSQL a revision grows by a step that nobody can foresee.  A replica that
-- is promoted may lack the last changes; by steps of one it would come to their revisions again,
-- and pages kept under those would be found for other rows.  A step is below 2^20, so that a writer
-- has 2^43 of them.
CREATE OR REPLACE FUNCTION revision_step (relation_name TEXT) RETURNS void LANGUAGE sql AS $$
    INSERT INTO revision AS r (relation, writer, n)
    VALUES (relation_name, pg_backend_pid(), 1 + floor(random() * 1048575)::BIGINT)
    ON CONFLICT (relation, writer) DO UPDATE SET n = r.n + excluded.n;
$$;
CREATE OR REPLACE FUNCTION revision_truncated () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM revision_step(TG_TABLE_NAME);
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION revision_raised () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A statement that changed no row leaves every kept page as it is.
    IF EXISTS (SELECT 1 FROM changed) THEN
        PERFORM revision_step(TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END
$$;
