-- offer/yes-say: the employer's answer to a link: yes, or what is to be changed before it, sealed.
-- takes  say words now used_code       gives  code
UPDATE job
   SET yes = CASE WHEN :say = 'yes' THEN :now END,
       yes_way = CASE WHEN :say = 'yes' THEN 'link' END,
       wished = CASE WHEN :say = 'no' THEN :now END,
       wish = CASE WHEN :say = 'no' THEN :words END
 WHERE code = :used_code AND yes IS NULL AND state = 'review' AND origin IN ('page', 'phone')
RETURNING code AS "code"
