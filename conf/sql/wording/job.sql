-- wording/job: a stored job, as the query `advert` that wording/found and wording/wage read.
-- takes  code   gives  title text pay_min pay_unit
SELECT j.title AS "title", j.text AS "text", j.pay_min AS "pay_min", j.pay_unit AS "pay_unit"
  FROM job j
 WHERE j.code = :code
