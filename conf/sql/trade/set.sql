-- trade/set: a trade; one that is there gets its field and group.
-- takes  trade_key field_key isco
INSERT INTO trade (trade_key, field_key, isco)
VALUES (:trade_key, :field_key, :isco)
    ON CONFLICT (trade_key) DO UPDATE SET field_key = excluded.field_key, isco = excluded.isco
