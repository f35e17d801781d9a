-- moderation/ask: the job of that code goes back to its employer, with a reason and words; one that
-- is public stays so, and its edit waits for the employer.
-- takes  code me now reason answer
UPDATE job
   SET state = CASE WHEN state = 'review' THEN 'draft' ELSE state END, waits = NULL,
       decided = :now, decided_by = :me, reason = :reason, answer = :answer
 WHERE code = :code
   AND (state = 'review' OR EXISTS (SELECT 1 FROM job_edit d
                                     WHERE d.job_id = job.job_id
                                       AND d.waits > coalesce(d.asked, '')))
