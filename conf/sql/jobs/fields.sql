-- jobs/fields: the fields of work, related ones together, and how many open jobs each has in the
-- chosen district.
-- (coalesce keeps the index of all jobs of a field out of it: examples are few)
-- takes  region no_examples lang       gives  key text n
SELECT f.field_key AS "key",
       coalesce(n.text, (SELECT h.text FROM name h WHERE h.scheme = 'field'
                            AND h.key = f.field_key AND h.lang = 'he')) AS "text",
       (SELECT coalesce(sum(c.n), 0) FROM job_count c WHERE c.field_key = f.field_key
          /*if region*/ AND c.region_key = :region /*end*/)
       /*if no_examples*/ - (SELECT count(*) FROM job x WHERE x.example = 1
           AND x.state = 'open' AND coalesce(x.field_key, '') = f.field_key
           /*if region*/ AND coalesce(x.region_key, '') = :region /*end*/) /*end*/ AS "n"
  FROM field f
  LEFT JOIN name n ON n.scheme = 'field' AND n.key = f.field_key AND n.lang = :lang
 ORDER BY f.position
