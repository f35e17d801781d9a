-- key/drop-sessions: sessions that hold the team's key hold it no more, of one account or of all.
-- takes  account
DELETE FROM session_key
 WHERE hash IN (SELECT s.hash FROM session s
                 WHERE 1 = 1 /*if account*/ AND s.account_id = :account /*end*/)
