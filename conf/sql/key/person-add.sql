-- key/person-add: a key for what is sealed anew.
-- takes  key_id sealed now
INSERT INTO person_key (key_id, sealed, made) VALUES (:key_id, :sealed, :now)
