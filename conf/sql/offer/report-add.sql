-- offer/report-add: what is wrong with an open job, for the desk; the words come sealed.
-- takes  new_code code now report text today
INSERT INTO job_report (code, job_code, at, reason, text)
SELECT :new_code AS "code", j.code, :now AS "at", :report AS "reason", :text AS "text"
  FROM job j
 WHERE j.code = :code AND j.state = 'open' AND j.closes >= :today
