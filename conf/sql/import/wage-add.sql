-- import/wage-add: a rate of a file; amount is in agorot, since and day are days.
-- takes  new_code since who unit amount status official source day
INSERT INTO wage (code, since, who, unit, amount, status, official, source, day)
SELECT :new_code AS "code", :since AS "since", :who AS "who", :unit AS "unit",
       CAST(:amount AS bigint) AS "amount", :status AS "status",
       CASE WHEN :official = '1' THEN 1 ELSE 0 END AS "official", :source AS "source", :day AS "day"
 WHERE true
    ON CONFLICT (since, who, unit)
    DO UPDATE SET amount = excluded.amount, status = excluded.status,
                  official = excluded.official, source = excluded.source, day = excluded.day
