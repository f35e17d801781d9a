-- key/key-set: such a key as a backup has it, over the one that is there.
-- takes  key_id sealed made public lookup proof uses
INSERT INTO person_key (key_id, sealed, made, public, lookup, proof, uses)
VALUES (:key_id, :sealed, :made, :public, :lookup, :proof, :uses)
    ON CONFLICT (key_id) DO UPDATE
   SET sealed = excluded.sealed, public = excluded.public, lookup = excluded.lookup,
       proof = excluded.proof, uses = excluded.uses
