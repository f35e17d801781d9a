-- import/fields: the fields of work that there are.
-- takes  nothing   gives  field_key
SELECT field_key FROM field
