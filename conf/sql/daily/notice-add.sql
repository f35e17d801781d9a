-- daily/notice-add: notes that an employer is told of a job's closing day; once.
-- takes  notice code now
INSERT INTO job_notice (job_id, kind, closes, at)
SELECT j.job_id, :notice AS "kind", j.closes, :now AS "at"
  FROM job j
 WHERE j.code = :code
    ON CONFLICT DO NOTHING
