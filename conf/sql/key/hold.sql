-- key/hold: the team's secret half, sealed to an account's pair.
-- takes  account sealed now
INSERT INTO team_holder (account_id, sealed, given)
SELECT k.account_id, :sealed, :now FROM account_key k WHERE k.account_id = :account
ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed, given = excluded.given
