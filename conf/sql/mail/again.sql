-- mail/again: what was given up waits again.
-- takes  now
UPDATE outbox SET attempts = 0, next_try = :now WHERE sent IS NULL AND next_try IS NULL
