-- moderation/report: a report of a job, and the job; what was written is sealed, and _key and
-- _row open it.
-- takes  code
-- gives  code at reason text state taken done version job_code title lang job_state hidden
--        job_version
SELECT r.code AS "code", r.at AS "at", r.reason AS "reason", r.text AS "text",
       k.sealed AS "_key", 'job_report/' || r.code AS "_row", r.state AS "state",
       r.taken AS "taken", r.done AS "done",
       r.state || coalesce(lower(replace(r.taken, ':', '-')), '') AS "version",
       j.code AS "job_code", j.title AS "title",
       j.lang AS "lang", j.state AS "job_state", j.hidden AS "hidden",
       j.rev || coalesce('-' || d.rev || '-' || lower(replace(d.waits, ':', '-')), '')
           AS "job_version"
  FROM job_report r
  JOIN job j ON j.code = r.job_code
  LEFT JOIN job_edit d ON d.job_id = j.job_id
  LEFT JOIN person_key k ON k.key_id = substr(r.text, 4, 32)
 WHERE r.code = :code
