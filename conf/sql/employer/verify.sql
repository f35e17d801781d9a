-- employer/verify: what a mailed link opens: for which employer, and whether it is the first of it
-- to come.  Gone when it was used, is over, or was withdrawn.
-- takes  link now                                gives  employer lang first _gone
SELECT e.name AS "employer", e.name_lang AS "lang",
       CASE WHEN e.waits IS NULL AND e.state = 'new' THEN 1 END AS "first",
       CASE WHEN l.used IS NOT NULL OR l.expires <= :now OR i.code IS NULL THEN 1 END AS "_gone"
  FROM link l
  LEFT JOIN employer_invite i ON i.code = l.code
  LEFT JOIN employer e ON e.employer_id = i.employer_id
 WHERE l.hash = :link AND l.kind = 'verify'
