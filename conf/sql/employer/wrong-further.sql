-- employer/wrong-further: a complaint about a further place that is none that we know.
-- takes  further_place      gives  param code
SELECT 'further_place' AS "param", 'place' AS "code"
 WHERE NOT EXISTS (SELECT 1
                     FROM name n
                     JOIN place p ON p.place_key = n.key AND p.kind = 'locality'
                    WHERE n.scheme = 'place'
                      AND lower(replace(replace(n.text, '-', ' '), '־', ' '))
                        = lower(replace(replace(:further_place, '-', ' '), '־', ' ')))
