-- desk/done: a call-back is done; from now on its days of keeping count.
-- takes  code now
UPDATE callback SET state = 'done', taken = coalesce(taken, :now), done = :now
 WHERE code = :code AND state <> 'done'
