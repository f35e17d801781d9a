-- words/batch: jobs in the order of their ids, to compare what a search finds with what they say.
-- takes  after (bigint) limit (bigint)   gives  job_id code words title text
SELECT job_id, code, words, title, text
  FROM job
 WHERE job_id > CAST(:after AS bigint)
 ORDER BY job_id
 LIMIT :limit
