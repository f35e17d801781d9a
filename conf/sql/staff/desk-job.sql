-- staff/desk-job: the job that somebody called about or reported.
-- takes  item_job limit   gives  code title lang state
SELECT j.code AS "code", j.title AS "title", j.lang AS "lang", j.state AS "state"
  FROM job j
 WHERE j.code = :item_job
 LIMIT :limit
