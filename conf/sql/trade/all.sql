-- trade/all: every trade with its field of work.
-- takes  nothing   gives  trade_key field_key isco marks
SELECT trade_key, field_key, isco, marks FROM trade ORDER BY trade_key
