-- key/answer-set: a ticked box, sealed anew.
-- takes  code param value old_value
UPDATE volunteer_answer SET value = :value
 WHERE code = :code AND param = :param AND value = :old_value
