-- trade/names: the names of trades.
-- takes  nothing   gives  trade_key lang text
SELECT key AS "trade_key", lang, text FROM name WHERE scheme = 'trade'
