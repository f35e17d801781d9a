-- trade/term-fill: the single words of what trades are called, each with the letter that ends it.
-- takes  nothing
INSERT INTO trade_term (term, trade_key)
WITH RECURSIVE said (trade_key, word, rest) AS (
    SELECT w.trade_key, '', w.folded || ' '
      FROM trade_word w
     UNION
    SELECT s.trade_key, substr(s.rest, 1, instr(s.rest, ' ') - 1),
           substr(s.rest, instr(s.rest, ' ') + 1)
      FROM said s
     WHERE s.rest <> ''
)
SELECT DISTINCT s.word || 'é', s.trade_key FROM said s WHERE s.word <> ''
    ON CONFLICT DO NOTHING
