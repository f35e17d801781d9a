-- desk/set: remembers how the desk keeps up (desk.acted, desk.late, desk.closes).
-- takes  setting_name value
UPDATE setting SET value = :value
 WHERE name = :setting_name
