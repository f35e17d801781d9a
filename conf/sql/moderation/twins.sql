-- moderation/twins: jobs of the last 30 days that may be the same as that of :code, of its field:
-- of its employer, among the 500 that this employer added last; and at its place with words that
-- begin with those of its title, folded, among the newest 2,000 open ones and the newest 500 of
-- each other state.  However many there are, no more are read.
-- takes  code month_ago advert_title_words limit   gives  code title lang state employer
WITH j AS (SELECT job_id, employer_id, place_key, field_key FROM job WHERE code = :code),
own AS (SELECT job_id, field_key FROM job WHERE employer_id = (SELECT employer_id FROM j)
         ORDER BY job_id DESC LIMIT 500),
near AS (
    SELECT job_id, words FROM (SELECT job_id, words FROM job WHERE (state, place_key, field_key)
        = (SELECT 'open', place_key, field_key FROM j) ORDER BY listed DESC LIMIT 2000) a
     UNION ALL
    SELECT job_id, words FROM (SELECT job_id, words FROM job WHERE (state, place_key, field_key)
        = (SELECT 'review', place_key, field_key FROM j) ORDER BY listed DESC LIMIT 500) b
     UNION ALL
    SELECT job_id, words FROM (SELECT job_id, words FROM job WHERE (state, place_key, field_key)
        = (SELECT 'filled', place_key, field_key FROM j) ORDER BY listed DESC LIMIT 500) c
     UNION ALL
    SELECT job_id, words FROM (SELECT job_id, words FROM job WHERE (state, place_key, field_key)
        = (SELECT 'expired', place_key, field_key FROM j) ORDER BY listed DESC LIMIT 500) d
     UNION ALL
    SELECT job_id, words FROM (SELECT job_id, words FROM job WHERE (state, place_key, field_key)
        = (SELECT 'closed', place_key, field_key FROM j) ORDER BY listed DESC LIMIT 500) f)
SELECT t.code AS "code", t.title AS "title", t.lang AS "lang", t.state AS "state",
       e.name AS "employer"
  FROM (SELECT job_id FROM own WHERE field_key = (SELECT field_key FROM j) UNION SELECT job_id
          FROM near WHERE substr(words || ' ', 1, length(:advert_title_words) + 1)
                          = :advert_title_words || ' ') s
  JOIN job t ON t.job_id = s.job_id AND t.job_id <> (SELECT job_id FROM j)
  JOIN employer e ON e.employer_id = t.employer_id
 WHERE t.state <> 'draft' AND coalesce(t.waits, t.decided, t.opens) >= :month_ago
 ORDER BY t.listed DESC LIMIT :limit
