-- employer/edit-drop: a change that changes nothing of what is public does not wait.
-- takes  job_code
DELETE FROM job_edit
 WHERE EXISTS (SELECT 1 FROM job j
                WHERE j.code = :job_code AND j.job_id = job_edit.job_id
                  AND j.title = job_edit.title AND j.lang = job_edit.lang
                  AND j.text IS NOT DISTINCT FROM job_edit.text
                  AND j.place_key = job_edit.place_key AND j.field_key = job_edit.field_key
                  AND j.pay_min IS NOT DISTINCT FROM job_edit.pay_min
                  AND j.pay_max IS NOT DISTINCT FROM job_edit.pay_max
                  AND j.pay_unit IS NOT DISTINCT FROM job_edit.pay_unit
                  AND j.apply_way = job_edit.apply_way
                  AND j.apply_phone IS NOT DISTINCT FROM job_edit.apply_phone
                  AND j.named = job_edit.named
                  AND j.legal_basis IS NOT DISTINCT FROM job_edit.legal_basis)
