-- employer/register-add: an employer that registers, before its mail address is proved; what tells
-- of a person comes sealed.  No row where the address is an account's already, or asked three times
-- in the last hour.  A sole trader's number is that person's own, and never the public one.  The
-- name is joined to no other of its spelling: staff do that.
-- takes  new_code organisation organisation_kind registration registration_sealed contact_name
--        contact_phone contact_mail contact_mail_lookup where_key field language agree lang now
--        hour_ago       gives  id code
INSERT INTO employer (code, name, name_lang, folded, field_key, place_key, state, kind,
                      registration, registration_sealed, contact_name, contact_phone,
                      contact_mail, lang, agreed)
SELECT :new_code AS "code", :organisation AS "name", :lang AS "name_lang",
       '#' || :new_code AS "folded", coalesce(:field, '') AS "field_key", :where_key AS "place_key",
       'new' AS "state", :organisation_kind AS "kind",
       CASE WHEN :organisation_kind <> 'sole_trader' THEN :registration END AS "registration",
       CASE WHEN :organisation_kind = 'sole_trader' THEN :registration_sealed END,
       :contact_name AS "contact_name", :contact_phone AS "contact_phone",
       :contact_mail AS "contact_mail", coalesce(:language, :lang) AS "lang",
       CASE WHEN CAST(:agree AS bigint) = 1 THEN :now END AS "agreed"
 WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.mail_lookup = :contact_mail_lookup)
   AND (SELECT count(*) FROM employer_invite i
         WHERE i.mail_lookup = :contact_mail_lookup AND i.at > :hour_ago) < 3
RETURNING employer_id AS "id", code AS "code"
