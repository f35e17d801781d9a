-- daily/expire: open jobs whose closing day has passed are expired, and leave the counts.
-- takes  today
UPDATE job SET state = 'expired'
 WHERE state = 'open' AND closes < :today
