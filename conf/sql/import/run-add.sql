-- import/run-add: a file begins to be read.
-- takes  file checksum now   gives  import_id
INSERT INTO import_run (file, checksum, started)
VALUES (:file, :checksum, :now)
RETURNING import_id
