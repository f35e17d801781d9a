-- employer/job-save-text: what matters of an own job that is not public: it is kept as a draft,
-- or sent to be looked at.  A legal basis that was confirmed stands while it is the same.
-- takes  job_code act title title_words text text_words text_lang where_key field pay_min pay_max
--        pay_unit apply_way apply_phone named legal_basis now answer_by me lang
UPDATE job
   SET title = :title, text = :text, lang = coalesce(:text_lang, :lang),
       place_key = coalesce(:where_key, region_key), field_key = coalesce(:field, field_key),
       region_key = coalesce((SELECT p.parent_key FROM place p WHERE p.place_key = :where_key),
                             region_key),
       pay_min = CASE WHEN :pay_max < :pay_min THEN :pay_max ELSE :pay_min END,
       pay_max = CASE WHEN :pay_max < :pay_min THEN :pay_min ELSE :pay_max END,
       pay_unit = coalesce(:pay_unit, CASE WHEN coalesce(:pay_min, :pay_max) IS NOT NULL
                                           THEN 'hour' END),
       apply_way = coalesce(:apply_way, 'us'), apply_phone = :apply_phone, named = :named,
       legal_confirmed = CASE WHEN legal_basis = :legal_basis THEN legal_confirmed END,
       legal_confirmed_by = CASE WHEN legal_basis = :legal_basis THEN legal_confirmed_by END,
       legal_basis = :legal_basis,
       words = trim(coalesce(:title_words, '') || ' ' || coalesce(:text_words, '')),
       waits = CASE WHEN :act = 'send' AND state = 'review' THEN waits WHEN :act = 'send' THEN :now
               END,
       answer_by = CASE WHEN :act = 'send' THEN :answer_by END,
       reason = CASE WHEN :act <> 'send' THEN reason END,
       answer = CASE WHEN :act <> 'send' THEN answer END,
       yes = CASE WHEN :act = 'send' THEN :now END,
       yes_way = CASE WHEN :act = 'send' THEN 'account' END,
       yes_by = CASE WHEN :act = 'send' THEN :me END,
       state = CASE WHEN :act = 'send' THEN 'review' ELSE 'draft' END
 WHERE code = :job_code AND state <> 'open'
