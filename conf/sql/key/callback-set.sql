-- key/callback-set: a call-back, sealed anew.
-- takes  code name phone
UPDATE callback SET name = :name, phone = :phone WHERE code = :code
