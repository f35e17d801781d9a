-- demo/job-own: what the employer of an example job decided and where it stands, from the same row;
-- changes nothing where the row says none of it.  An open job's legal basis is confirmed, and what
-- somebody else typed has its employer's yes.
-- takes  new_code  now  needed_by (day)  waits (instant)  and by the name of their columns:
--        apply_way named indexed filled legal_basis reason answer
UPDATE job
   SET needed_by = :needed_by, waits = :waits, reason = :reason, answer = :answer,
       apply_way = coalesce(:apply_way, 'both'), named = coalesce(CAST(:named AS bigint), 1),
       indexed = coalesce(CAST(:indexed AS bigint), 1),
       filled = coalesce(CAST(:filled AS bigint), 0), legal_basis = :legal_basis,
       legal_confirmed = CASE WHEN :legal_basis IS NOT NULL AND state = 'open' THEN :now END,
       yes = CASE WHEN origin = 'page' OR origin = 'phone' AND state = 'open' THEN :now END,
       yes_way = CASE WHEN origin = 'page' OR origin = 'phone' AND state = 'open' THEN 'link' END
 WHERE code = :new_code
   AND (coalesce(:needed_by, :waits, :reason, :apply_way, :legal_basis) IS NOT NULL
        OR coalesce(CAST(:named AS bigint), CAST(:indexed AS bigint), CAST(:filled AS bigint))
           IS NOT NULL)
