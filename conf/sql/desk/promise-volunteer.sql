-- desk/promise-volunteer: by when a sign-up is answered, and from when nobody reads it.
-- takes  code answer_by closes_by
UPDATE volunteer SET answer_by = :answer_by, closes_by = :closes_by
 WHERE code = :code
