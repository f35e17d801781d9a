-- daily/purge-device: browsers in which nobody has signed in for half a year.
-- takes  half_year_ago
DELETE FROM account_device WHERE last_seen <= :half_year_ago
