-- import/role-add: a way to help; hours are a week.
-- takes  role_key position role_hours role_place training legal_check
INSERT INTO volunteer_role (role_key, position, hours, place, training, legal_check)
SELECT :role_key AS "role_key", CAST(:position AS bigint) AS "position",
       CAST(:role_hours AS bigint) AS "hours", :role_place AS "place",
       coalesce(CAST(:training AS bigint), 0) AS "training", :legal_check AS "legal_check"
