-- moderation/twins: jobs of the last 30 days that may be the same as that of :code: of the same
-- employer in the same field, or with the same title, folded, at the same place.
-- takes  code month_ago advert_title_words limit   gives  code title lang state employer
SELECT t.code AS "code", t.title AS "title", t.lang AS "lang", t.state AS "state",
       e.name AS "employer"
  FROM (SELECT o.job_id
          FROM job j
          JOIN job o ON o.employer_id = j.employer_id AND o.field_key = j.field_key
         WHERE j.code = :code AND o.job_id <> j.job_id
         UNION
        SELECT o.job_id
          FROM job j
          JOIN job o ON o.place_key = j.place_key AND o.job_id <> j.job_id
           AND substr(o.words, 1, 60) >= substr(:advert_title_words, 1, 60)
           AND substr(o.words, 1, 60) < substr(:advert_title_words, 1, 60) || '!'
         WHERE j.code = :code) s
  JOIN job t ON t.job_id = s.job_id
  JOIN employer e ON e.employer_id = t.employer_id
 WHERE t.state <> 'draft' AND coalesce(t.waits, t.decided, t.opens) >= :month_ago
 ORDER BY t.listed DESC
 LIMIT :limit
