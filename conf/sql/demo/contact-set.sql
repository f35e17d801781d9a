-- demo/contact-set: whom to call at an employer, from its row of conf/demo/employers.csv.
-- takes  folded (name through rehab_fold_name)  contact_name contact_phone contact_mail (sealed)
UPDATE employer
   SET contact_name = :contact_name, contact_phone = :contact_phone, contact_mail = :contact_mail
 WHERE folded = :folded
