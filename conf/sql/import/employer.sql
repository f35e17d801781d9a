-- import/employer: the employer of that name.
-- takes  folded (the name through rehab_fold_name)   gives  employer_id
SELECT employer_id FROM employer WHERE folded = :folded
