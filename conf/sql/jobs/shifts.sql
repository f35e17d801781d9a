-- jobs/shifts: the shifts of the job of that code.
-- The page's first query says whether the job may be seen; without its row there is no page.
-- takes  code       gives  shift
SELECT s.shift
  FROM job o
  JOIN job_shift s ON s.job_id = o.job_id
 WHERE o.code = :code
 ORDER BY s.shift
