-- trade/word-add: a further word for a trade.
-- takes  trade_key folded (through rehab_fold_words)
INSERT INTO trade_word (folded, trade_key)
VALUES (:folded, :trade_key)
    ON CONFLICT (folded, trade_key) DO NOTHING
