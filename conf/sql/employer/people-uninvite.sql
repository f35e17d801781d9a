-- employer/people-uninvite: an invitation of one's employer is withdrawn; its link opens nothing.
-- takes  my_employer person
DELETE FROM employer_invite WHERE code = :person AND employer_id = :my_employer
