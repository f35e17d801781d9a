-- staff/key: whether this session opens what is sealed, and if not, why.  open: it does.  given:
-- the account holds the team's key, so signing in again opens.  team: somebody holds one.  pair:
-- the account has a key pair, to which a holder can give it.
-- takes  me my_session   gives  code open given team pair
SELECT a.code AS "code",
       CASE WHEN EXISTS (SELECT 1 FROM session_key s WHERE s.hash = :my_session) THEN 1 END
           AS "open",
       CASE WHEN EXISTS (SELECT 1 FROM team_holder h WHERE h.account_id = a.account_id) THEN 1 END
           AS "given",
       CASE WHEN EXISTS (SELECT 1 FROM team_holder h) THEN 1 END AS "team",
       CASE WHEN EXISTS (SELECT 1 FROM account_key k WHERE k.account_id = a.account_id) THEN 1 END
           AS "pair"
  FROM account a
 WHERE a.account_id = :me
