-- moderation/refuse: the job of that code is refused, with a reason and words; one that is public
-- stays as it is, and its edit is refused.
-- takes  code me now reason answer
UPDATE job
   SET state = CASE WHEN state = 'review' THEN 'closed' ELSE state END, waits = NULL,
       decided = :now, decided_by = :me, reason = :reason, answer = :answer
 WHERE code = :code
   AND (state = 'review' OR EXISTS (SELECT 1 FROM job_edit d
                                     WHERE d.job_id = job.job_id
                                       AND d.waits > coalesce(d.asked, '')))
