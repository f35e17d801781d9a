-- offer/yes-mail: to whom the link goes that offer/yes-link made, with the text if staff typed it.
-- What a stranger typed into the one page is mailed to nobody: it stands behind the link.
-- takes  link_hash new_link       gives  address lang link title code text
SELECT j.contact_mail AS "address", coalesce(e.lang, j.lang) AS "lang", :new_link AS "link",
       CASE WHEN j.origin = 'phone' THEN j.title END AS "title",
       CASE WHEN j.origin = 'phone' THEN j.code END AS "code",
       CASE WHEN j.origin = 'phone' THEN j.text END AS "text"
  FROM link l
  JOIN job j ON j.code = l.code
  JOIN employer e ON e.employer_id = j.employer_id
 WHERE l.hash = :link_hash
