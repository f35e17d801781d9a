-- wording/sent: what was typed, as the query `advert` that wording/found and wording/wage read.
-- takes  title text pay_min pay_unit   gives  title text pay_min pay_unit
SELECT :title AS "title", :text AS "text", :pay_min AS "pay_min", :pay_unit AS "pay_unit"
