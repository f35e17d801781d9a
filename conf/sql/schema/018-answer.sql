-- 018-answer: by when an answer comes to what an employer has sent, as it was promised then, and the
-- words by which a changed job is to be found.
ALTER TABLE job ADD COLUMN answer_by TEXT;
ALTER TABLE job_edit ADD COLUMN answer_by TEXT;
ALTER TABLE job_edit ADD COLUMN words TEXT NOT NULL DEFAULT '';
