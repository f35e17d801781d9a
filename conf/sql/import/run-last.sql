-- import/run-last: the last run with these bytes that was not finished.
-- takes  checksum   gives  import_id line imported merged refused
SELECT import_id, line, imported, merged, refused
  FROM import_run
 WHERE checksum = :checksum AND finished IS NULL
 ORDER BY import_id DESC
 LIMIT 1
