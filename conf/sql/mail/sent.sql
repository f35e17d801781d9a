-- mail/sent: a message is sent, and what it said and to whom is gone.
-- takes  outbox_id now recipient
UPDATE outbox
   SET sent = :now, next_try = NULL, failure = NULL, sealed = '', recipient = :recipient
 WHERE outbox_id = :outbox_id AND sent IS NULL
