-- key/person-set: a person's key, sealed anew.
-- takes  key_id sealed
UPDATE person_key SET sealed = :sealed WHERE key_id = :key_id
