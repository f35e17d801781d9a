-- jobs/found: how many open jobs jobs/list finds in all.  With no more than region and field the
-- kept counts say it; else counting stops at 101, and capped says that there may be more.
-- takes  q region place field(many) no_experience day_only no_licence ride training today
--        no_examples
-- gives  n, capped (1 or nothing)
SELECT kept.n + counted.n AS "n", CASE WHEN counted.n > 100 THEN 1 END AS "capped"
  FROM (SELECT coalesce(sum(c.n), 0) AS n FROM job_count c
         WHERE 0 = 0 /*if q*/ + 1 /*end*/ /*if place*/ + 1 /*end*/ /*if no_experience*/ + 1 /*end*/
               /*if day_only*/ + 1 /*end*/ /*if no_licence*/ + 1 /*end*/ /*if ride*/ + 1 /*end*/
               /*if training*/ + 1 /*end*/ /*if no_examples*/ + 1 /*end*/
               /*if region*/ AND c.region_key = :region /*end*/
               /*if field*/ AND c.field_key IN (:field) /*end*/) kept
 CROSS JOIN (SELECT count(*) AS n FROM (SELECT 1 AS one
  FROM job j
 WHERE 0 < 0 /*if q*/ + 1 /*end*/ /*if place*/ + 1 /*end*/ /*if no_experience*/ + 1 /*end*/
       /*if day_only*/ + 1 /*end*/ /*if no_licence*/ + 1 /*end*/ /*if ride*/ + 1 /*end*/
       /*if training*/ + 1 /*end*/ /*if no_examples*/ + 1 /*end*/
   AND j.state = 'open' AND j.closes >= :today
   /*if q*/ AND j.words_search @@ to_tsquery('simple', :q) /*end*/
   /*if region*/ AND j.region_key = :region /*end*/
   /*if place*/ AND j.place_key = :place /*end*/ /*if field*/ AND j.field_key IN (:field) /*end*/
   /*if no_experience*/ AND j.no_experience = 1 /*end*/ /*if day_only*/ AND j.day_only = 1 /*end*/
   /*if no_licence*/ AND j.no_licence = 1 /*end*/ /*if ride*/ AND j.ride = 1 /*end*/
   /*if training*/ AND j.training = 1 /*end*/ /*if no_examples*/ AND j.example = 0 /*end*/
 ORDER BY j.listed DESC LIMIT 101) found) counted
