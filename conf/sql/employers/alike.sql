-- employers/alike: other employers of the same name or the same registration number.
-- takes  employer_code employer_name employer_name_plain employer_registration
-- gives  code name lang state jobs
SELECT e.code AS "code", e.name AS "name", e.name_lang AS "lang", e.state AS "state",
       (SELECT count(*) FROM job j WHERE j.employer_id = e.employer_id) AS "jobs"
  FROM employer e
 WHERE e.code <> :employer_code
   AND (e.name = :employer_name OR e.folded = replace(:employer_name_plain, ' ', '')
        OR e.registration = :employer_registration)
 ORDER BY e.employer_id
 LIMIT 10
