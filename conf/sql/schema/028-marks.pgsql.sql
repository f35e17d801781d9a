-- 028-marks: a trade stands in the words of its jobs by one mark, not by all that it is called in five
-- languages, which was two thirds of the index of words; a search asks which marks a typed word
-- stands for.  On PostgreSQL; 028-marks.sqlite does the same there.  Until `rehabctl migrate --refold` jobs
-- are found by the words that they have.

-- éé and the key, and the marks of what it shares with many trades (trade_common).
ALTER TABLE trade ADD COLUMN marks TEXT NOT NULL DEFAULT '';

-- The single words of trade_word with é behind each, so that a whole word is a beginning, too.
CREATE TABLE trade_term (
    term        TEXT COLLATE "C" NOT NULL CHECK (term <> ''),
    trade_key   TEXT    NOT NULL REFERENCES trade ON DELETE CASCADE,
    PRIMARY KEY (term, trade_key)
);

-- Beginnings, or whole words, of so many trades that a search for all their marks would be slow.
-- Those of the very same trades have one mark.
CREATE TABLE trade_common (
    beginning   TEXT COLLATE "C" PRIMARY KEY,
    mark        TEXT    NOT NULL CHECK (mark <> '')
);

SELECT watch_revision(relation)
  FROM unnest(ARRAY['trade_term', 'trade_common']) AS watched(relation);
