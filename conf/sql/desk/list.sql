-- desk/list: who waits, oldest first, and volunteers whose sign-up is soon erased.  since is the
-- instant from which the days of keeping count.
-- takes  warned (2025-11-29T10:20:30Z: volunteers without contact since then are erased soon)
-- gives  code at topic lang part_of_day message job_code state since kind
SELECT code, at, topic, lang, part_of_day, message, job_code, state, coalesce(taken, at) AS "since",
       'call' AS "kind"
  FROM callback
 WHERE state <> 'done'
 UNION ALL
SELECT code, at, 'sign-up' AS "topic", lang, CAST(NULL AS text) AS "part_of_day", 0 AS "message",
       CAST(NULL AS text) AS "job_code", state, contact AS "since", 'volunteer' AS "kind"
  FROM volunteer
 WHERE state <> 'done' OR contact < :warned
 ORDER BY at, code
