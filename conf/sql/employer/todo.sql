-- employer/todo: jobs of the employer that wait for somebody, what is up to him first: asked (we
-- asked back: reason and answer say what), expires (its last day is within seven days), draft,
-- waits (for our answer, which comes by answer_by), edit (a change of it does).
-- takes  my_employer today in_week limit
-- gives  need code title lang reason answer closes answer_by
SELECT CASE WHEN d.asked = d.waits OR j.state = 'draft' AND j.reason IS NOT NULL THEN 'asked'
            WHEN j.state = 'draft' THEN 'draft' WHEN j.state = 'review' THEN 'waits'
            WHEN d.job_id IS NOT NULL THEN 'edit' ELSE 'expires' END AS "need",
       j.code, j.title, j.lang, j.reason, j.answer,
       CASE WHEN j.state = 'open' THEN j.closes END AS "closes",
       CASE WHEN j.state = 'review' THEN j.answer_by
            WHEN d.waits > coalesce(d.asked, '') THEN d.answer_by END AS "answer_by"
  FROM job j
  LEFT JOIN job_edit d ON d.job_id = j.job_id
 WHERE j.employer_id = :my_employer
   AND (j.state IN ('draft', 'review')
        OR j.state = 'open' AND (d.job_id IS NOT NULL
            OR j.closes BETWEEN :today AND substr(:in_week, 1, 10)))
 ORDER BY CASE WHEN d.asked = d.waits OR j.state = 'draft' AND j.reason IS NOT NULL THEN 1
               WHEN j.state = 'open' AND d.job_id IS NULL THEN 2
               WHEN j.state = 'draft' THEN 3 ELSE 4 END, j.closes, j.listed DESC
 LIMIT :limit
