-- account/language: the language in which we write to this account.
-- takes  me language
UPDATE account SET lang = :language WHERE account_id = :me
