-- mail/failed: why an attempt came to nothing, and when the next one is; without one the message
-- stays as it is until somebody looks.
-- takes  outbox_id attempts next_try failure
UPDATE outbox SET attempts = :attempts, next_try = :next_try, failure = :failure
 WHERE outbox_id = :outbox_id AND sent IS NULL
