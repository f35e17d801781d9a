-- moderation/unsaid: a reason that is none of the list needs words.
-- takes  reason answer   gives  param code
SELECT 'answer' AS "param", 'required' AS "code"
 WHERE :reason = 'other' AND :answer IS NULL
