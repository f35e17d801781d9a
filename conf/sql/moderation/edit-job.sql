-- moderation/edit-job: what staff mended in the job of that code, where no edit waits.
-- takes  code title title_words text text_words field where_key pay_min pay_max pay_unit hours
--        advert_was_title_words advert_was_text_words
UPDATE job
   SET title = :title, text = :text, field_key = f.field_key, place_key = p.place_key,
       region_key = p.parent_key, pay_min = CAST(:pay_min AS bigint),
       pay_max = CAST(:pay_max AS bigint), pay_unit = :pay_unit, hours = :hours,
       words = trim(coalesce(:title_words, '') || ' ' || coalesce(:text_words, ''))
               || substr(words, length(trim(coalesce(:advert_was_title_words, '') || ' '
                                            || coalesce(:advert_was_text_words, ''))) + 1)
  FROM place p
  JOIN field f ON f.field_key IN (:field)
 WHERE job.code = :code AND p.place_key = :where_key
   AND NOT EXISTS (SELECT 1 FROM job_edit d WHERE d.job_id = job.job_id)
