-- desk/unpromised: what waits without an instant from which nobody reads it: sent before hours were
-- set, or before the portal kept promises.
-- takes  nothing   gives  code at
SELECT code, at
  FROM untaken
 WHERE closes_by IS NULL
