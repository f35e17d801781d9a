-- moderation/queue: what waits for a coordinator: first what somebody needs soonest, then the
-- oldest; of one kind where :kind says which.  All reports of a job are one row.
-- takes  kind after lang limit
-- gives  kind code title lang employer since needed_by place yes hidden reports answer_by
SELECT w.sort AS "_cursor", w.kind AS "kind", w.code AS "code", w.title AS "title",
       w.lang AS "lang", w.employer AS "employer", w.since AS "since", w.needed_by AS "needed_by",
       coalesce(p.text, h.text) AS "place", w.yes AS "yes", w.hidden AS "hidden",
       w.reports AS "reports", w.answer_by AS "answer_by",
       CASE WHEN w.answer_by IS NULL AND w.kind <> 'report' THEN w.since END AS "_sent"
  FROM waiting w
  LEFT JOIN name p ON p.scheme = 'place' AND p.key = w.place_key AND p.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = w.place_key AND h.lang = 'he'
 WHERE 1 = 1
   /*if kind*/  AND w.kind = :kind  /*end*/
   /*if after*/ AND w.sort > CAST(:after AS text) /*end*/
 ORDER BY w.sort
 LIMIT :limit
