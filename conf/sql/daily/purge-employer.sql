-- daily/purge-employer: employers that registered and never proved their address, after a week;
-- with them go their invitations and what was sealed.
-- takes  before
DELETE FROM employer
 WHERE state = 'new' AND waits IS NULL AND agreed <= :before
   AND NOT EXISTS (SELECT 1 FROM account a WHERE a.employer_id = employer.employer_id)
   AND NOT EXISTS (SELECT 1 FROM job j WHERE j.employer_id = employer.employer_id)
