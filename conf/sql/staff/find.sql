-- staff/find: what has this code, of what its reader may see: a job, an employer, or something at
-- the desk.
-- takes  code me today limit   gives  kind code text lang
SELECT 'job' AS "kind", j.code AS "code", j.title AS "text", j.lang AS "lang"
  FROM job j
 WHERE j.code = :code
   AND ((j.state = 'open' AND j.closes >= :today)
        OR EXISTS (SELECT 1 FROM account_role r
                    WHERE r.account_id = :me AND r.role = 'coordinator'))
 UNION ALL
SELECT 'employer', e.code, e.name, e.name_lang
  FROM employer e
 WHERE e.code = :code
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me AND r.role = 'coordinator')
 UNION ALL
SELECT d.kind, d.code, CAST(NULL AS text), CAST(NULL AS text)
  FROM desk_row d
 WHERE d.code = :code
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me
                  AND (r.role = 'coordinator' OR (r.role = 'worker' AND d.for_workers = 1)))
 LIMIT :limit
