-- employer/incomplete: a complaint about a draft of the employer that lacks what readers must know.
-- takes  code my_employer today     gives  param code
SELECT NULL AS "param", 'unfinished' AS "code"
  FROM job j
  JOIN place p ON p.place_key = j.place_key
 WHERE j.code = :code AND j.employer_id = :my_employer AND j.state = 'draft'
   AND (coalesce(j.text, '') = '' OR j.pay_min IS NULL OR j.closes IS NULL OR j.closes < :today
        OR p.kind <> 'locality' OR j.apply_way <> 'us' AND j.apply_phone IS NULL)
