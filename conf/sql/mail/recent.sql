-- mail/recent: how many messages an address has had since :since.
-- takes  recipient since   gives  n
SELECT count(*) AS "n" FROM outbox WHERE recipient = :recipient AND sent > :since
