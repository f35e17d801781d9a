-- staff/desk-yes: for which jobs a person agreed to be named, who heard it and when.
-- takes  item_kind item_code limit   gives  job title lang at by
SELECT y.job_code AS "job", j.title AS "title", j.lang AS "lang", substr(y.at, 1, 10) AS "at",
       a.name AS "by"
  FROM callback c
  JOIN callback_yes y ON y.callback_id = c.callback_id
  JOIN account a ON a.account_id = y.account_id
  LEFT JOIN job j ON j.code = y.job_code
 WHERE c.code = :item_code AND :item_kind = 'call'
 ORDER BY y.at DESC, y.job_code
 LIMIT :limit
