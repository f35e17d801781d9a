-- staff/take-volunteer: somebody of us takes a sign-up; that counts as contact.
-- takes  code me now
UPDATE volunteer SET state = 'taken', contact = :now, taken_by = :me
 WHERE code = :code AND state = 'new'
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me AND r.role = 'coordinator')
