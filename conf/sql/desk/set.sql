-- desk/set: remembers until when the desk counts as reading (desk.reads_until).
-- takes  setting_name value
UPDATE setting SET value = :value
 WHERE name = :setting_name
