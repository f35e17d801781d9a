-- form/fields: the fields of work, related ones together, for the form of a job.
-- takes  lang       gives  key text
SELECT f.field_key AS "key",
       coalesce(n.text, (SELECT h.text FROM name h WHERE h.scheme = 'field'
                            AND h.key = f.field_key AND h.lang = 'he')) AS "text"
  FROM field f
  LEFT JOIN name n ON n.scheme = 'field' AND n.key = f.field_key AND n.lang = :lang
 ORDER BY f.position
