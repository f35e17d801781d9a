-- moderation/publish: the job of that code is public.  Its employer's closing day stays; what opens
-- now is the newest of all.  Words of its trades, which stand behind those of title and text, stay.
-- takes  code me now today new_listed closes advert_title_words advert_text_words
--        advert_was_title_words advert_was_text_words
UPDATE job
   SET state = 'open',
       words = trim(coalesce(:advert_title_words, '') || ' ' || coalesce(:advert_text_words, ''))
               || substr(words, length(trim(coalesce(:advert_was_title_words, '') || ' '
                                            || coalesce(:advert_was_text_words, ''))) + 1),
       listed = CASE WHEN state = 'review' AND hidden IS NULL THEN :new_listed ELSE listed END,
       opens = CASE WHEN state = 'review' AND hidden IS NULL THEN :today
                    ELSE coalesce(opens, :today) END,
       closes = coalesce(closes, :closes), decided = :now, decided_by = :me, waits = NULL,
       reason = NULL, answer = NULL, hidden = NULL
 WHERE code = :code
   AND (state = 'review' OR EXISTS (SELECT 1 FROM job_edit d
                                     WHERE d.job_id = job.job_id
                                       AND d.waits > coalesce(d.asked, '')))
