-- employer/pledge: what one's employer has promised, and until when; over once that day has passed.
-- takes  my_employer today       gives  interviews no_record accompanies signed lapses over
SELECT NULLIF(p.interviews, 0) AS "interviews", NULLIF(p.no_record, 0) AS "no_record",
       NULLIF(p.accompanies, 0) AS "accompanies", p.signed AS "signed", p.lapses AS "lapses",
       CASE WHEN p.lapses < :today THEN 1 END AS "over"
  FROM employer_pledge p
 WHERE p.employer_id = :my_employer
