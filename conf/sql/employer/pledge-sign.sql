-- employer/pledge-sign: one's employer promises, from today for a year, in place of what it
-- promised before.  Who signed comes sealed.
-- takes  my_employer interviews no_record accompanies signed_by today           gives  code
INSERT INTO employer_pledge (employer_id, interviews, no_record, accompanies, signed_by, signed,
                             lapses)
SELECT e.employer_id, CAST(:interviews AS bigint), CAST(:no_record AS bigint),
       CAST(:accompanies AS bigint), :signed_by AS "signed_by", :today AS "signed",
       CAST(CAST(substr(:today, 1, 4) AS integer) + 1 AS text)
       || CASE WHEN substr(:today, 5) = '-02-29' THEN '-02-28' ELSE substr(:today, 5) END
  FROM employer e
 WHERE e.employer_id = :my_employer
    ON CONFLICT (employer_id)
    DO UPDATE SET interviews = excluded.interviews, no_record = excluded.no_record,
                  accompanies = excluded.accompanies, signed_by = excluded.signed_by,
                  signed = excluded.signed, lapses = excluded.lapses
RETURNING (SELECT e.code FROM employer e WHERE e.employer_id = employer_pledge.employer_id)
       AS "code"
