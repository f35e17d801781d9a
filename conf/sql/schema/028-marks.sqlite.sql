-- 028-marks: a trade stands in the words of its jobs by one mark, not by all that it is called in five
-- languages, which was two thirds of the index of words; a search asks which marks a typed word
-- stands for.  On SQLite; 028-marks.pgsql does the same there.  Until `rehabctl migrate --refold` jobs
-- are found by the words that they have.

-- éé and the key, and the marks of what it shares with many trades (trade_common).
ALTER TABLE trade ADD COLUMN marks TEXT NOT NULL DEFAULT '';

-- The single words of trade_word with é behind each, so that a whole word is a beginning, too.
CREATE TABLE trade_term (
    term        TEXT    NOT NULL CHECK (term <> ''),
    trade_key   TEXT    NOT NULL REFERENCES trade ON DELETE CASCADE,
    PRIMARY KEY (term, trade_key)
);

-- Beginnings, or whole words, of so many trades that a search for all their marks would be slow.
-- Those of the very same trades have one mark.
CREATE TABLE trade_common (
    beginning   TEXT    PRIMARY KEY,
    mark        TEXT    NOT NULL CHECK (mark <> '')
);

CREATE TRIGGER trade_term_revision_insert AFTER INSERT ON trade_term BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade_term', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER trade_term_revision_update AFTER UPDATE ON trade_term BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade_term', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER trade_term_revision_delete AFTER DELETE ON trade_term BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade_term', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER trade_common_revision_insert AFTER INSERT ON trade_common BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade_common', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER trade_common_revision_update AFTER UPDATE ON trade_common BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade_common', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER trade_common_revision_delete AFTER DELETE ON trade_common BEGIN
    INSERT INTO revision (relation, writer, n) VALUES ('trade_common', 0, 1)
    ON CONFLICT (relation, writer) DO UPDATE SET n = n + 1;
END;
