-- moderation/checks: how we know that the employer of the job of that code exists, newest first.
-- takes  code   gives  at how name
SELECT c.at AS "at", c.how AS "how", a.name AS "name"
  FROM job j
  JOIN employer_check c ON c.employer_id = j.employer_id
  JOIN account a ON a.account_id = c.account_id
 WHERE j.code = :code
 ORDER BY c.at DESC
