-- daily/renew-link: a link by which a job is kept open.
-- takes  new_link code now in_week
INSERT INTO link (hash, kind, code, created, expires)
VALUES (:new_link, 'renew', :code, :now, :in_week)
