-- wording/tried: a title and a text that are tried out, as the query `advert` of wording/found.
-- takes  title text   gives  title text
SELECT :title AS "title", :text AS "text"
