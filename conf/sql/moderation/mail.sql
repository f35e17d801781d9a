-- moderation/mail: to whom goes what was decided about the job of that code: the accounts of its
-- employer, and whom it named for this job, each in the language that was chosen.
-- takes  code   gives  address lang title code closes why (a code) reason (words) link
SELECT a.mail AS "address", a.lang AS "lang", j.title AS "title", j.code AS "code",
       j.closes AS "closes", j.reason AS "why", j.answer AS "reason",
       '/employer/jobs/' || j.code AS "link"
  FROM job j
  JOIN account a ON a.employer_id = j.employer_id
 WHERE j.code = :code AND a.disabled IS NULL AND a.password IS NOT NULL
