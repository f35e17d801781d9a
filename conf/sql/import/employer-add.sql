-- import/employer-add: an employer that nobody of ours has checked.  Changes no row when another
-- has that name or that code.
-- takes  new_code name name_lang folded
INSERT INTO employer (code, name, name_lang, folded, checked)
VALUES (:new_code, :name, :name_lang, :folded, 0)
    ON CONFLICT DO NOTHING
