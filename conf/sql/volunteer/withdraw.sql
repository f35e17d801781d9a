-- volunteer/withdraw: erases a sign-up with its boxes, for who knows its code and its phone.  A
-- wrong phone and an unknown code change nothing alike.
-- takes  code phone_lookup
DELETE FROM volunteer
 WHERE code = :code AND phone_lookup = :phone_lookup
