-- employers/employer: all that is kept of an employer but its log.  What tells of a person is
-- opened for who holds the key; known counts how often somebody noted how we know that it exists.
-- takes  code lang        gives  code name lang state kind registration contact_name …
SELECT e.code AS "code", e.name AS "name", e.name_lang AS "lang", e.state AS "state",
       e.kind AS "kind", e.registration AS "registration",
       e.registration_sealed AS "registration_sealed", e.contact_name AS "contact_name",
       e.contact_phone AS "contact_phone", e.contact_mail AS "contact_mail",
       e.lang AS "speaks", substr(e.agreed, 1, 10) AS "agreed", e.waits AS "waits",
       e.decided AS "decided", d.name AS "decided_by", d.code AS "decider",
       e.reason AS "reason", c.name AS "coordinator", c.code AS "coordinator_code",
       e.next_call AS "next_call", e.rev AS "version", k.sealed AS "_key",
       'employer/' || e.code AS "_row",
       (SELECT NULLIF(count(*), 0) FROM employer_check x
         WHERE x.employer_id = e.employer_id) AS "known",
       coalesce(n.text, h.text) AS "place",
       CASE WHEN n.text IS NULL THEN h.lang END AS "place_lang", f.text AS "field"
  FROM employer e
  LEFT JOIN account c ON c.account_id = e.coordinator_id
  LEFT JOIN account d ON d.account_id = e.decided_by
  LEFT JOIN person_key k ON k.key_id = substr(e.contact_name, 4, 32)
  LEFT JOIN name n ON n.scheme = 'place' AND n.key = e.place_key AND n.lang = :lang
  LEFT JOIN name h ON h.scheme = 'place' AND h.key = e.place_key AND h.lang = 'he'
  LEFT JOIN name f ON f.scheme = 'field' AND f.key = e.field_key AND f.lang = :lang
 WHERE e.code = :code
