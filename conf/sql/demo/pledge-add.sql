-- demo/pledge-add: the pledge of a friendly employer, from its row of conf/demo/employers.csv.
-- takes  folded (name through rehab_fold_name)  interviews no_record accompanies (bigint: 0 or 1)
--        signed_by (sealed)  today  lapses (day)
INSERT INTO employer_pledge (employer_id, interviews, no_record, accompanies, signed_by, signed,
                             lapses)
SELECT e.employer_id, CAST(:interviews AS bigint) AS "interviews",
       CAST(:no_record AS bigint) AS "no_record", CAST(:accompanies AS bigint) AS "accompanies",
       :signed_by AS "signed_by", :today AS "signed", :lapses AS "lapses"
  FROM employer e
 WHERE e.folded = :folded
