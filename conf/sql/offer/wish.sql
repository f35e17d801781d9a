-- offer/wish: what the employer of a job wants changed before a yes.
-- takes  code       gives  words at _key _row
SELECT j.wish AS "words", j.wished AS "at", k.sealed AS "_key",
       'job/' || j.code AS "_row"
  FROM job j
  LEFT JOIN person_key k ON k.key_id = substr(j.wish, 4, 32)
 WHERE j.code = :code AND j.wished IS NOT NULL
