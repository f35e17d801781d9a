-- desk/list: who waits to be called, oldest first.
-- takes  nothing   gives  code at topic lang part_of_day message job_code state
SELECT code, at, topic, lang, part_of_day, message, job_code, state
  FROM callback
 WHERE state <> 'done'
 ORDER BY at, callback_id
