-- wording/offered: what a trade that the title names is called for both genders, in Hebrew and in
-- Arabic where it has two forms.  As wording/found it follows a query named advert; the more of the
-- title a name covers, the earlier it stands.
-- takes  advert_title_words limit   gives  lang text
SELECT n.lang AS "lang", n.text AS "text"
  FROM trade_word w
  JOIN name n ON n.scheme = 'trade' AND n.key = w.trade_key
 WHERE n.lang IN ('he', 'ar') AND n.text LIKE '%/%'
   AND ' ' || :advert_title_words || ' ' LIKE '% ' || w.folded || ' %'
 GROUP BY n.lang, n.text
 ORDER BY max(length(w.folded)) DESC, n.lang, n.text
 LIMIT :limit
