-- daily/count-file: a day's file of views is about to be added; changes no row when it was before.
-- takes  file (host:/var/lib/portal/count/2026-11-20.log: each machine has one) now
INSERT INTO count_file (name, added)
VALUES (:file, :now)
    ON CONFLICT (name) DO NOTHING
