-- employer/own: a job of the employer, as he sees it: its state, what we answered, what he may do.
-- version is what a change of it is based on.  edited: a change of it waits, since then.
-- asked: we asked back; else reason says why we refused.  renews: it was public, so that its time
-- can be made longer; at_once: that needs no look of ours.
-- takes  code my_employer today kept_from
-- gives  code title lang state version waits answer_by reason answer opens closes left filled
--        edited edit_answer_by asked renews at_once hidden
SELECT j.code, j.title, j.lang, j.rev AS "version", j.reason, j.answer, j.opens, j.closes,
       CASE WHEN j.state = 'open' AND j.closes < :today THEN 'expired' ELSE j.state END AS "state",
       CASE WHEN j.state = 'review' THEN j.waits END AS "waits",
       CASE WHEN j.state = 'review' THEN j.answer_by END AS "answer_by",
       NULLIF(j.openings - j.filled, 0) AS "left", NULLIF(j.filled, 0) AS "filled",
       CASE WHEN d.waits > coalesce(d.asked, '') THEN d.waits END AS "edited",
       CASE WHEN d.waits > coalesce(d.asked, '') THEN d.answer_by END AS "edit_answer_by", j.hidden,
       CASE WHEN d.asked = d.waits OR j.state = 'draft' AND j.reason IS NOT NULL THEN 1 END
           AS "asked",
       CASE WHEN j.opens IS NOT NULL AND j.state NOT IN ('draft', 'review') THEN 1 END AS "renews",
       CASE WHEN j.state = 'open' OR (e.state = 'approved' AND j.hidden IS NULL
                 AND j.reason IS NULL AND j.closes >= :kept_from
                 AND EXISTS (SELECT 1 FROM employer_check c WHERE c.employer_id = e.employer_id))
            THEN 1 END AS "at_once"
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
  LEFT JOIN job_edit d ON d.job_id = j.job_id
 WHERE j.code = :code AND j.employer_id = :my_employer
