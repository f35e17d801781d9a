-- offer/yes-use: uses up a link that asks for a yes; no row when it was used or is over.
-- takes  link now       gives  code
UPDATE link SET used = :now
 WHERE hash = :link AND kind = 'yes' AND used IS NULL AND expires > :now
RETURNING code AS "code"
