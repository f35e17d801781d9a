-- moderation/legal: the law that the employer names asks for an approval at the job of that
-- code, as one of us confirms.
-- takes  code me now
UPDATE job SET legal_confirmed = :now, legal_confirmed_by = :me
 WHERE code = :code AND legal_basis IS NOT NULL AND legal_confirmed IS NULL
