-- daily/purge-session: sessions that are over.
-- takes  now
DELETE FROM session WHERE expires <= :now
