-- offer/known: the employer of a code, for whom a job is typed; no row without one.
-- takes  employer       gives  code name lang
SELECT e.code AS "code", e.name AS "name", e.name_lang AS "lang"
  FROM employer e
 WHERE e.code = :employer AND e.state <> 'refused'
