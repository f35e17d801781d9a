-- daily/purge-draft: drafts that were written, and asked back, long ago.
-- takes  listed_before (bigint) before
DELETE FROM job
 WHERE state = 'draft' AND origin <> 'import' AND listed < CAST(:listed_before AS bigint)
   AND coalesce(decided, '') < :before
