-- offer/yes-shifts: the shifts of the job that a mailed link asks about.
-- takes  asked_code       gives  shift
SELECT s.shift AS "shift"
  FROM job o
  JOIN job_shift s ON s.job_id = o.job_id
 WHERE o.code = :asked_code
 ORDER BY s.shift
