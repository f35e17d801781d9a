-- moderation/held: the job of that code, if it and its edit are as they were read; nobody else
-- decides about it before this is over.
-- takes  code version   gives  code
UPDATE job SET decided_by = decided_by
 WHERE code = :code
   AND job.rev || coalesce((SELECT '-' || d.rev || '-' || lower(replace(d.waits, ':', '-'))
                              FROM job_edit d
                             WHERE d.job_id = job.job_id), '') = CAST(:version AS text)
RETURNING code AS "code"
