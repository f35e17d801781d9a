-- import/role-clear: forgets all ways to help, before a file states them anew.
-- takes  nothing
DELETE FROM volunteer_role
