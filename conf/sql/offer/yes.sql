-- offer/yes: the job that a mailed link asks about; gone when the link was used or is over, or the
-- question is.  account: an account can be made for the address that it was mailed to.
-- takes  link now       gives  code account _gone
SELECT j.code AS "code",
       CASE WHEN j.contact_lookup IS NOT NULL AND NOT EXISTS
                 (SELECT 1 FROM account a WHERE a.mail_lookup = j.contact_lookup)
            THEN 1 END AS "account",
       CASE WHEN l.used IS NOT NULL OR l.expires <= :now OR j.yes IS NOT NULL
                 OR j.state <> 'review' THEN 1 END AS "_gone"
  FROM link l
  JOIN job j ON j.code = l.code
 WHERE l.hash = :link AND l.kind = 'yes'
