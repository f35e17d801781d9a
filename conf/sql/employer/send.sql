-- employer/send: a draft of the employer is to be looked at, which is his yes to it.  Changes no
-- row when it is no draft any more.
-- takes  code my_employer me now answer_by
UPDATE job
   SET state = 'review', waits = :now, answer_by = :answer_by, yes = :now, yes_way = 'account',
       yes_by = :me, reason = NULL, answer = NULL
 WHERE code = :code AND employer_id = :my_employer AND state = 'draft'
