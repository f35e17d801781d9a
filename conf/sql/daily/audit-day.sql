-- daily/audit-day: notes that managers are told the end of the audit trail today; once a day.
-- takes  today
INSERT INTO setting AS s (name, value) VALUES ('audit.told', :today)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE s.value < excluded.value
