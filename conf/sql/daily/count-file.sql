-- daily/count-file: a day's file of views is about to be added; changes no row when it was before.
-- takes  file (2026-11-20.log) now
INSERT INTO count_file (name, added)
VALUES (:file, :now)
    ON CONFLICT (name) DO NOTHING
