-- 020-ways-in: jobs that came by the one page or by telephone: whom to call about them, what their
-- employer wants changed, and of what closing day it was told.

-- Of jobs that no account sent.  contact_lookup finds the mail address, as account.mail_lookup does.
ALTER TABLE job ADD COLUMN contact_name TEXT;               -- sealed
ALTER TABLE job ADD COLUMN contact_phone TEXT;              -- sealed
ALTER TABLE job ADD COLUMN contact_mail TEXT;               -- sealed to the delivery key
ALTER TABLE job ADD COLUMN contact_lookup TEXT;

-- The answer to a link was no: since when, and in what words.  An answer of yes clears both.
ALTER TABLE job ADD COLUMN wished TEXT;
ALTER TABLE job ADD COLUMN wish TEXT;                       -- sealed

-- That a job closes, or is closed, was said of this closing day.
CREATE TABLE job_notice (
    job_id      BIGINT  NOT NULL REFERENCES job ON DELETE CASCADE,
    kind        TEXT    NOT NULL CHECK (kind IN ('expires', 'expired')),
    closes      TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    PRIMARY KEY (job_id, kind, closes)
);
