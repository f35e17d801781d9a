-- daily/erase-callback: erases call-backs that were done, or left undone, before these instants.
-- takes  done_before undone_before
DELETE FROM callback
 WHERE (state = 'done' AND done < :done_before)
    OR (state <> 'done' AND coalesce(taken, at) < :undone_before)
