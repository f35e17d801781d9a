-- jobs/marks: the words by which jobs have the trades one of whose words begins so; where more than
-- a few begin so, it is one word that their jobs have in common.
-- takes  beginning beyond (search.h)   gives  word
SELECT c.mark AS "word"
  FROM trade_common c
 WHERE c.beginning = :beginning
UNION ALL
SELECT 'éé' || replace(t.trade_key, '-', 'é') AS "word"
  FROM trade_term t
 WHERE t.term >= :beginning AND t.term < :beyond
   AND NOT EXISTS (SELECT 1 FROM trade_common c WHERE c.beginning = :beginning)
