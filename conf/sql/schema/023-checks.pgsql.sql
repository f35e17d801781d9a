-- 023-checks: PostgreSQL compares with such a list at once, and makes no table of it.
SELECT 1;
