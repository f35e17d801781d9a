-- trade/common-clear: what many trades begin with is made anew.
-- takes  nothing
DELETE FROM trade_common
