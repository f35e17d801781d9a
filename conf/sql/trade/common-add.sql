-- trade/common-add: the beginning of a word, or a whole one, that many trades have.
-- takes  beginning mark
INSERT INTO trade_common (beginning, mark) VALUES (:beginning, :mark)
