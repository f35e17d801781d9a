-- trade/terms: the single words of what trades are called, those of one trade together.
-- takes  nothing   gives  trade_key term (with the letter that ends it)
SELECT trade_key, term FROM trade_term ORDER BY trade_key, term
