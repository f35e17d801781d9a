-- moderation/mail: to whom goes what was decided about the job of that code: the accounts of its
-- employer, and whom it named for this job, each in the language that was chosen.
-- takes  code   gives  address lang title code closes why (a code) reason (words) link
SELECT a.mail AS "address", a.lang AS "lang", j.title AS "title", j.code AS "code",
       j.closes AS "closes", j.reason AS "why", j.answer AS "reason",
       '/employer/jobs/' || j.code AS "link"
  FROM job j
  JOIN account a ON a.employer_id = j.employer_id
 WHERE j.code = :code AND a.disabled IS NULL AND a.password IS NOT NULL
 UNION ALL
SELECT j.contact_mail, coalesce(e.lang, j.lang), j.title, j.code, j.closes, j.reason, j.answer, NULL
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE j.code = :code AND j.contact_mail IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM account a
                    WHERE a.employer_id = j.employer_id AND a.mail_lookup = j.contact_lookup
                      AND a.disabled IS NULL AND a.password IS NOT NULL)
