-- daily/notice-mail: whom a job's closing day is told: the accounts of its employer, else whom it
-- named for this job.
-- takes  code new_link       gives  address lang title code closes link
SELECT a.mail AS "address", a.lang AS "lang", j.title AS "title", j.code AS "code",
       j.closes AS "closes", :new_link AS "link"
  FROM job j
  JOIN account a ON a.employer_id = j.employer_id
 WHERE j.code = :code AND a.disabled IS NULL AND a.password IS NOT NULL
 UNION ALL
SELECT j.contact_mail, coalesce(e.lang, j.lang), j.title, j.code, j.closes, :new_link
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE j.code = :code AND j.contact_mail IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM account o WHERE o.employer_id = j.employer_id
                      AND o.disabled IS NULL AND o.password IS NOT NULL)
