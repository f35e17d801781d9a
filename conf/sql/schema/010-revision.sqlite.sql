-- 010-revision: SQLite has no replica: a revision grows by one, and what is restored from a backup
-- is raised above all that were (rehabctl restore).
SELECT 1;
