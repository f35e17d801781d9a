-- trade/marks-set: what the words of a trade's jobs have besides those of title and text.
-- takes  trade_key marks
UPDATE trade SET marks = :marks
 WHERE trade_key = :trade_key AND marks <> :marks
