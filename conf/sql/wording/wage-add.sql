-- wording/wage-add: a rate from a day on, in agorot; one that is there already is set anew.  It is
-- in force only with a source of the state, else announced.
-- takes  new_code since who unit amount status official source today me   gives  code
INSERT INTO wage (code, since, who, unit, amount, status, official, source, day, added_by)
SELECT :new_code AS "code", :since AS "since", :who AS "who", :unit AS "unit",
       CAST(:amount AS bigint) AS "amount",
       CASE WHEN CAST(:official AS integer) = 1 THEN :status ELSE 'announced' END AS "status",
       CASE WHEN CAST(:official AS integer) = 1 THEN 1 ELSE 0 END AS "official",
       :source AS "source",
       :today AS "day", CAST(:me AS bigint) AS "added_by"
 WHERE true
    ON CONFLICT (since, who, unit)
    DO UPDATE SET amount = excluded.amount, status = excluded.status,
                  official = excluded.official, source = excluded.source, day = excluded.day,
                  added_by = excluded.added_by, retired = NULL, retired_by = NULL
RETURNING code AS "code"
