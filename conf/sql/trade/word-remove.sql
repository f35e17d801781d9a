-- trade/word-remove: a word no longer stands for a trade.
-- takes  trade_key folded
DELETE FROM trade_word WHERE folded = :folded AND trade_key = :trade_key
