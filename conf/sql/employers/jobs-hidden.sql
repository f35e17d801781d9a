-- employers/jobs-hidden: no job of a refused employer is public any more, nor waits.
-- takes  code now me reason
UPDATE job
   SET state = 'closed', hidden = :now, waits = NULL, decided = :now,
       decided_by = CAST(:me AS bigint), reason = :reason
 WHERE employer_id = (SELECT e.employer_id FROM employer e WHERE e.code = :code)
   AND state IN ('review', 'open', 'filled', 'expired')
