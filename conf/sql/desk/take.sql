-- desk/take: somebody of the desk takes a call-back that nobody has taken yet.
-- takes  code now
UPDATE callback SET state = 'taken', taken = :now
 WHERE code = :code AND state = 'new'
