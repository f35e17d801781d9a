-- site/sitemap: the open jobs, newest first, for search engines.
-- takes  today limit       gives  code opens
SELECT j.code, j.opens
  FROM job j
 WHERE j.state = 'open' AND j.closes >= :today
 ORDER BY j.listed DESC
 LIMIT :limit
