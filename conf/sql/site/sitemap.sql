-- site/sitemap: the open jobs, newest first, for search engines: none whose employer is unnamed or
-- does not want it.
-- takes  no_examples today limit       gives  code opens
SELECT j.code, j.opens
  FROM shown_job j
 WHERE j.state = 'open' AND j.closes >= :today AND j.indexed = 1 AND j.named = 1
   /*if no_examples*/ AND j.example = 0 /*end*/
 ORDER BY j.listed DESC
 LIMIT :limit
