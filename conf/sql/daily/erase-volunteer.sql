-- daily/erase-volunteer: erases sign-ups, boxes included, without contact since an instant.
-- takes  contact_before
DELETE FROM volunteer
 WHERE contact < :contact_before
