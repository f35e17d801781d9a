-- import/role-text-add: what a way to help is called in a language, and one sentence on it.
-- takes  role_key name_lang name text
INSERT INTO volunteer_role_text (role_key, lang, name, text)
SELECT r.role_key, :name_lang AS "lang", :name AS "name", coalesce(:text, '') AS "text"
  FROM volunteer_role r
 WHERE r.role_key = :role_key
