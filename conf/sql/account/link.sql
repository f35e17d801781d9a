-- account/link: what a mailed link opens; gone when it was used or is over.
-- takes  link now                                gives  kind _gone
SELECT l.kind AS "kind",
       CASE WHEN l.used IS NOT NULL OR l.expires <= :now THEN 1 END AS "_gone"
  FROM link l
 WHERE l.hash = :link AND l.kind IN ('password', 'invite')
