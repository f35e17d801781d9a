-- wording/wages: the least that may be paid, newest first, what counts before what is retired.
-- takes  limit   gives  code since who unit amount status official law day retired
SELECT w.code AS "code", w.since AS "since", w.who AS "who", w.unit AS "unit",
       w.amount AS "amount", w.status AS "status",
       CASE WHEN w.official = 1 THEN 1 END AS "official", w.source AS "law", w.day AS "day",
       w.retired AS "retired"
  FROM wage w
 ORDER BY CASE WHEN w.retired IS NULL THEN 0 ELSE 1 END, w.since DESC, w.who, w.unit
 LIMIT :limit
