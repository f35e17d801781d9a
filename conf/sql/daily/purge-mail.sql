-- daily/purge-mail: traces of mail that was sent, and mail that was given up and nobody sent again.
-- takes  before (2026-11-14T10:20:30Z) given_up_before (2026-08-23T10:20:30Z)
DELETE FROM outbox
 WHERE sent < :before OR (sent IS NULL AND next_try IS NULL AND created < :given_up_before)
