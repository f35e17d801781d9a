-- moderation/hide: nobody but its employer and us sees the open job of that code any more; it waits
-- to be looked at again.
-- takes  code me now
UPDATE job SET hidden = :now, decided = :now, decided_by = :me
 WHERE code = :code AND state = 'open' AND hidden IS NULL
