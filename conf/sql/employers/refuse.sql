-- employers/refuse: an employer may offer no jobs, and why; as it was read: a version that is over
-- by now changes nothing.
-- takes  code version reason now me        gives  code
UPDATE employer
   SET state = 'refused', waits = NULL, decided = :now, decided_by = CAST(:me AS bigint),
       reason = :reason
 WHERE code = :code AND rev = CAST(:version AS bigint) AND state <> 'refused'
RETURNING code AS "code"
