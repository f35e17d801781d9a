-- employer/verify-account: the account of who proved an address; no row where it has one by now.
-- takes  new_code link now                       gives  id code employer invite
INSERT INTO account (code, mail, mail_lookup, name, lang, employer_id, created)
SELECT :new_code AS "code", i.mail, i.mail_lookup, i.name, i.lang, i.employer_id,
       :now AS "created"
  FROM link l
  JOIN employer_invite i ON i.code = l.code
 WHERE l.hash = :link AND l.kind = 'verify'
   AND NOT EXISTS (SELECT 1 FROM account a WHERE a.mail_lookup = i.mail_lookup)
RETURNING account_id AS "id", code AS "code", employer_id AS "employer"
