-- employers/checked: that we know it exists stands on its adverts.
-- takes  code        gives  code
UPDATE employer SET checked = 1 WHERE code = :code
RETURNING code AS "code"
