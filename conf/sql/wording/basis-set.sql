-- wording/basis-set: what is known of a law, as it was looked at today; retired takes it from the
-- list that employers choose from.
-- takes  code law source retired now today me   gives  code
UPDATE legal_basis
   SET law = :law, source = :source, day = :today, set_by = CAST(:me AS bigint),
       retired = CASE WHEN CAST(:retired AS integer) = 1 THEN coalesce(retired, :now) END
 WHERE basis_key = :code
RETURNING basis_key AS "code"
