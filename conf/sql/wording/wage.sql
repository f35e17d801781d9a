-- wording/wage: the rates that an advert's pay lies below: in force, against what is offered;
-- announced, a hint that staff alone are shown.  As wording/found it follows a query named advert.
-- old is 1 when that rate, the newest of its kind, is over a year old.
-- takes  advert_pay_min advert_pay_unit today   gives  unit amount since status source old
SELECT w.unit AS "unit", w.amount AS "amount", w.since AS "since",
       w.status AS "status", w.source AS "source",
       CASE WHEN (CAST(substr(w.since, 1, 4) AS integer) + 1) || substr(w.since, 5) < :today
            THEN 1 END AS "old"
  FROM wage w
 WHERE w.retired IS NULL AND w.who = 'adult' AND w.unit = :advert_pay_unit
   AND w.amount > CAST(:advert_pay_min AS bigint)
   AND w.since = (SELECT max(n.since) FROM wage n
                   WHERE n.retired IS NULL AND n.who = w.who AND n.unit = w.unit
                     AND n.status = w.status AND n.since <= :today)
 ORDER BY w.status DESC
