-- site/sitemap: the open jobs, newest first, for search engines.
-- takes  no_examples today limit       gives  code opens
SELECT j.code, j.opens
  FROM job j
 WHERE j.state = 'open' AND j.closes >= :today
   /*if no_examples*/ AND j.example = 0 /*end*/
 ORDER BY j.listed DESC
 LIMIT :limit
