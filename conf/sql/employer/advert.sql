-- employer/advert: what an own job says, or is to say when its change is accepted, as the query
-- `advert` that wording/found and wording/wage read.
-- takes  code my_employer   gives  title text pay_min pay_unit
SELECT coalesce(d.title, j.title) AS "title",
       CASE WHEN d.job_id IS NULL THEN j.text ELSE d.text END AS "text",
       coalesce(d.pay_min, j.pay_min) AS "pay_min", coalesce(d.pay_unit, j.pay_unit) AS "pay_unit"
  FROM job j
  LEFT JOIN job_edit d ON d.job_id = j.job_id
 WHERE j.code = :code AND j.employer_id = :my_employer
