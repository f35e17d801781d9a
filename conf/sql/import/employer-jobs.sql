-- import/employer-jobs: what an employer has offered, to know it again in a file.
-- takes  employer_id (bigint)   gives  job_id place_key title
SELECT job_id, place_key, title FROM job WHERE employer_id = :employer_id
