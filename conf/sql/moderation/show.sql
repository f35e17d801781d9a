-- moderation/show: the hidden job of that code is public again, where it stood.
-- takes  code me now today
UPDATE job
   SET hidden = NULL, state = 'open', waits = NULL, decided = :now, decided_by = :me
 WHERE code = :code AND state = 'review' AND hidden IS NOT NULL AND closes >= :today
