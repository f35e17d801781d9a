-- moderation/advert: what will be public of the job of that code, with its edit where one waits, as
-- the query `advert` that wording/found, wording/wage and moderation/unready read; was_ is what it
-- says now.
-- takes  code
-- gives  code title text hours transport employer pay_min pay_unit was_title was_text
SELECT j.code AS "code", coalesce(d.title, j.title) AS "title",
       CASE WHEN d.job_id IS NULL THEN j.text ELSE d.text END AS "text",
       CASE WHEN d.job_id IS NULL THEN j.hours ELSE d.hours END AS "hours",
       j.transport AS "transport", e.name AS "employer",
       coalesce(d.pay_min, j.pay_min) AS "pay_min", coalesce(d.pay_unit, j.pay_unit) AS "pay_unit",
       j.title AS "was_title", j.text AS "was_text"
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
  LEFT JOIN job_edit d ON d.job_id = j.job_id
 WHERE j.code = :code
