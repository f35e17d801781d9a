-- key/drop: an account holds the team's key no more.
-- takes  account
DELETE FROM team_holder WHERE account_id = :account
