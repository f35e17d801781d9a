-- desk/done-volunteer: somebody spoke with a volunteer; said again, the contact is today's.
-- takes  code now
UPDATE volunteer SET state = 'done', contact = :now
 WHERE code = :code
