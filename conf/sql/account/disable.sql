-- account/disable: an account that may not sign in from now on; without `since` it may again.
-- takes  code since
UPDATE account SET disabled = :since WHERE code = :code
