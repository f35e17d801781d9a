-- daily/count-add: how often a page was shown on a day, added to what is known of it.
-- takes  page code day n (bigint)
INSERT INTO page_count (page, code, day, n)
VALUES (:page, :code, :day, :n)
    ON CONFLICT (page, code, day) DO UPDATE SET n = page_count.n + excluded.n
