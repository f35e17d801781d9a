-- import/run-reached: how far a run came; finished is the instant of its end, absent before.
-- takes  import_id line imported merged refused (bigint) finished
UPDATE import_run SET line = :line, imported = :imported, merged = :merged, refused = :refused,
       finished = :finished
 WHERE import_id = :import_id
