-- 025-basis: the laws by which an employer must ask for an approval before somebody starts.  source
-- says where the law stands, day when that was last looked at; a retired one is offered no more.
CREATE TABLE legal_basis (
    basis_key   TEXT    PRIMARY KEY,
    position    INTEGER NOT NULL,
    law         TEXT    NOT NULL CHECK (law <> ''),
    source      TEXT    NOT NULL CHECK (source <> ''),
    day         TEXT    NOT NULL,
    retired     TEXT,
    set_by      BIGINT  REFERENCES account
);
INSERT INTO legal_basis (basis_key, position, law, source, day) VALUES
    ('minors_2001', 1, 'החוק למניעת העסקה של עברייני מין במוסדות מסוימים, 2001',
     'justice.gov.il/Units/Commite', '2026-11-22'),
    ('violence_2023', 2, 'חוק למניעת העסקה במוסדות מסוימים של מי שהורשע באלימות כלפי ילדים וחסרי ישע, 2023',
     'arnontl.com, 13.8.2023', '2026-11-22'),
    ('licence', 3, 'הדין שדורש רישיון לעיסוק עצמו', 'לפי העיסוק', '2026-11-22'),
    ('schedule', 4, 'חוק המידע הפלילי ותקנת השבים, התשע״ט-2019, התוספות', 'nevo.co.il',
     '2026-11-22');
