-- volunteer/withdraw-old: as volunteer/withdraw, where the new form has a phone of its own.
-- takes  code old_phone_lookup
DELETE FROM volunteer
 WHERE code = :code AND phone_lookup = :old_phone_lookup
