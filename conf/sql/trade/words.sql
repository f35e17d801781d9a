-- trade/words: what trades are called in any language, folded.
-- takes  nothing   gives  trade_key folded
SELECT trade_key, folded FROM trade_word ORDER BY trade_key, folded
