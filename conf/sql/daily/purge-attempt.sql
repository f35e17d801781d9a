-- daily/purge-attempt: counts of tries that are long over.
-- takes  before
DELETE FROM attempt WHERE began <= :before
