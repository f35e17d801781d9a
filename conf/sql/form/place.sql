-- form/place: the locality that is called so in any of our languages, NULL where none is.
-- Dashes and spaces are one.
-- takes  place      gives  key
SELECT (SELECT n.key
          FROM name n
          JOIN place p ON p.place_key = n.key AND p.kind = 'locality'
         WHERE n.scheme = 'place'
           AND lower(replace(replace(n.text, '-', ' '), '־', ' '))
             = lower(replace(replace(:place, '-', ' '), '־', ' '))
         ORDER BY p.population DESC
         LIMIT 1) AS "key"
