-- moderation/report-done: the report of that code is seen to, if it is as it was read.
-- takes  code version now
UPDATE job_report SET state = 'done', taken = coalesce(taken, :now), done = :now
 WHERE code = :code AND state <> 'done'
   AND state || coalesce(lower(replace(taken, ':', '-')), '') = CAST(:version AS text)
