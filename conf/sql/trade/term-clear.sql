-- trade/term-clear: the single words of all trades go, to be made anew.
-- takes  nothing
DELETE FROM trade_term
