-- daily/purge-invite: invitations whose links are over, after a week.
-- takes  before
DELETE FROM employer_invite WHERE at <= :before
