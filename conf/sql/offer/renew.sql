-- offer/renew: the job that a mailed link may keep open; gone when the link was used or is over.
-- takes  link now       gives  code title lang closes _gone
SELECT j.code AS "code", j.title AS "title", j.lang AS "lang", j.closes AS "closes",
       CASE WHEN l.used IS NOT NULL OR l.expires <= :now OR j.state NOT IN ('open', 'expired')
            THEN 1 END AS "_gone"
  FROM link l
  JOIN job j ON j.code = l.code
 WHERE l.hash = :link AND l.kind = 'renew'
