-- 021-moderation: what staff need to decide about a job: who did what to it, what is like it, what
-- is said of it, and that its edit was asked back.

-- When an edit was asked back.  It waits again as soon as its employer sends it anew, since waits is
-- later then.
ALTER TABLE job_edit ADD COLUMN asked TEXT;

CREATE INDEX audit_code ON audit (code, audit_id);
CREATE INDEX job_apply_phone ON job (apply_phone) WHERE apply_phone IS NOT NULL;
CREATE INDEX job_alike ON job (place_key, substr(words, 1, 60));
CREATE INDEX job_report_job ON job_report (job_code, state);

-- What waits for a coordinator, by kind: employers that want to take part, jobs of accounts (job) and
-- of the one page (page), those that staff typed (phone), edits of public jobs, and jobs that
-- somebody reported.  sort puts first what is needed soonest, then what waits longest.
CREATE VIEW waiting AS
SELECT CASE j.origin WHEN 'phone' THEN 'phone' WHEN 'page' THEN 'page' ELSE 'job' END AS kind,
       j.code, j.title, j.lang, e.name AS employer, j.waits AS since, j.needed_by, j.place_key,
       CASE WHEN j.yes IS NULL AND j.origin IN ('page', 'phone') THEN 0 ELSE 1 END AS yes,
       j.hidden, CAST(NULL AS BIGINT) AS reports, j.answer_by,
       coalesce(j.needed_by, '9999-99-99') || '_' || coalesce(j.waits, '') || '_' || j.code AS sort
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE j.state = 'review' AND j.hidden IS NULL
 UNION ALL
SELECT 'edit', j.code, d.title, d.lang, e.name, d.waits, j.needed_by, d.place_key, 1, j.hidden, NULL,
       d.answer_by,
       coalesce(j.needed_by, '9999-99-99') || '_' || d.waits || '_' || j.code
  FROM job_edit d
  JOIN job j ON j.job_id = d.job_id
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE d.waits > coalesce(d.asked, '') AND d.waits > ''
 UNION ALL
SELECT 'employer', e.code, e.name, e.name_lang, NULL, e.waits, NULL, e.place_key, 1, NULL, NULL,
       NULL,
       '9999-99-99_' || coalesce(e.waits, '') || '_' || e.code
  FROM employer e
 WHERE e.state = 'new'
 UNION ALL
SELECT 'report', j.code, j.title, j.lang, e.name, r.since, NULL, j.place_key, 1, j.hidden, r.n,
       NULL,
       '0_' || r.since || '_' || j.code
  FROM (SELECT job_code, min(at) AS since, count(*) AS n
          FROM job_report
         WHERE state IN ('new', 'taken')
         GROUP BY job_code) r
  JOIN job j ON j.code = r.job_code
  JOIN employer e ON e.employer_id = j.employer_id;
