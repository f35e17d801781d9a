-- trade/term-fill: the single words of what trades are called, each with the letter that ends it.
-- takes  nothing
INSERT INTO trade_term (term, trade_key)
SELECT DISTINCT s.word || 'é', w.trade_key
  FROM trade_word w
 CROSS JOIN LATERAL regexp_split_to_table(w.folded, ' ') AS s (word)
 WHERE s.word <> ''
    ON CONFLICT DO NOTHING
