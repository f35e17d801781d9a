-- 007-promise: what was sent carries its own promise, so that no night's work is needed to know
-- that an answer is late.  answer_by is the instant that was promised (NULL: none was), closes_by
-- the one from which nobody can be said to read, unless the desk did something since.
ALTER TABLE callback ADD COLUMN answer_by TEXT;
ALTER TABLE callback ADD COLUMN closes_by TEXT;
ALTER TABLE volunteer ADD COLUMN answer_by TEXT;
ALTER TABLE volunteer ADD COLUMN closes_by TEXT;

-- What waits for somebody to take it.
CREATE VIEW untaken AS
SELECT code, at, answer_by, closes_by FROM callback WHERE state = 'new'
 UNION ALL
SELECT code, at, answer_by, closes_by FROM volunteer WHERE state = 'new';

-- Until when the desk counts as reading, since it last took or finished something.  desk.acted,
-- desk.late and desk.closes stay for servers that were started before this migration.
INSERT INTO setting (name, value) VALUES ('desk.reads_until', '0000-01-01T00:00:00Z');
