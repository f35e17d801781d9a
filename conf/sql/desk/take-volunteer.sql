-- desk/take-volunteer: somebody of the desk takes a sign-up; that counts as contact.
-- takes  code now
UPDATE volunteer SET state = 'taken', contact = :now
 WHERE code = :code AND state = 'new'
