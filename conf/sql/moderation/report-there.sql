-- moderation/report-there: whether there is a report of that code.
-- takes  code   gives  code
SELECT r.code AS "code"
  FROM job_report r
 WHERE r.code = :code
