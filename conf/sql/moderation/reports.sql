-- moderation/reports: what people said is wrong with the job of that code, newest first; what they
-- wrote is sealed, and shown on the report's own page.
-- takes  code   gives  code at reason state
SELECT r.code AS "code", r.at AS "at", r.reason AS "reason", r.state AS "state"
  FROM job_report r
 WHERE r.job_code = :code
 ORDER BY r.at DESC
