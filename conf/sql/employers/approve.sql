-- employers/approve: an employer may offer jobs, as it was read: a version that is over by now
-- changes nothing.
-- takes  code version now me        gives  code
UPDATE employer
   SET state = 'approved', waits = NULL, decided = :now, decided_by = CAST(:me AS bigint),
       reason = NULL, coordinator_id = coalesce(coordinator_id, CAST(:me AS bigint))
 WHERE code = :code AND rev = CAST(:version AS bigint) AND state <> 'approved'
RETURNING code AS "code"
