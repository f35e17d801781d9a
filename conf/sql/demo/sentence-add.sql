-- demo/sentence-add: the next easy sentence of a job in a language, from a row of
-- conf/demo/sentences.csv.
-- takes  title (of the job)  lang  text
INSERT INTO job_sentence (job_id, lang, position, text)
SELECT j.job_id, :lang AS "lang", (SELECT count(*) + 1 FROM job_sentence s
                                    WHERE s.job_id = j.job_id AND s.lang = :lang) AS "position",
       :text AS "text"
  FROM job j
 WHERE j.title = :title AND j.example = 1
