-- offer/links-end: links that ask for the yes to a job and were not used are over.
-- takes  code now
UPDATE link SET used = :now
 WHERE kind = 'yes' AND code = :code AND used IS NULL
