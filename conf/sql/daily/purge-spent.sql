-- daily/purge-spent: forgets forms that were accepted before an instant (seven days ago).
-- takes  before (2026-11-14T10:20:30Z)
DELETE FROM spent
 WHERE spent < :before
