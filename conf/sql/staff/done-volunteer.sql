-- staff/done-volunteer: somebody spoke with a volunteer; said again, the contact is today's.
-- takes  code me now
UPDATE volunteer SET state = 'done', contact = :now, taken_by = coalesce(taken_by, :me)
 WHERE code = :code
   AND EXISTS (SELECT 1 FROM account_role r
                WHERE r.account_id = :me AND r.role = 'coordinator')
