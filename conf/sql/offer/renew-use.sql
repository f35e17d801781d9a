-- offer/renew-use: uses up a link that keeps a job open; no row when it was used or is over.
-- takes  link now       gives  code
UPDATE link SET used = :now
 WHERE hash = :link AND kind = 'renew' AND used IS NULL AND expires > :now
RETURNING code AS "code"
