-- daily/purge-link: mailed links that were used or are over, a week later.
-- takes  before
DELETE FROM link WHERE coalesce(used, expires) <= :before
