-- desk/promise: by when a call-back is answered, and from when nobody reads it.
-- takes  code answer_by closes_by
UPDATE callback SET answer_by = :answer_by, closes_by = :closes_by
 WHERE code = :code
