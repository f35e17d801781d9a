-- mail/claim: takes a message for one sender: of two that try, one changes the row.  Nobody else
-- takes it before next_try, also when this sender dies.
-- takes  outbox_id attempts now next_try
UPDATE outbox SET attempts = attempts + 1, next_try = :next_try
 WHERE outbox_id = :outbox_id AND attempts = :attempts AND sent IS NULL AND next_try <= :now
