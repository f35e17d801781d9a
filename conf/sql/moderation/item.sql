-- moderation/item: what staff must know of the job of that code to decide about it.  version stands
-- for the row and its edit as they are read here.
-- takes  code
-- gives  version code state origin waits needed_by closes hidden yes yes_way yes_name wished
--        decided decided_name reason answer legal_basis legal_confirmed legal_name named indexed
--        apply_way employer employer_code employer_state edit
SELECT j.rev || coalesce('-' || d.rev || '-' || lower(replace(d.waits, ':', '-')), '') AS "version",
       j.code AS "code",
       j.state AS "state", j.origin AS "origin", coalesce(d.waits, j.waits) AS "waits",
       coalesce(d.answer_by, j.answer_by) AS "answer_by",
       CASE WHEN coalesce(d.answer_by, j.answer_by) IS NULL THEN coalesce(d.waits, j.waits)
            END AS "_sent",
       j.needed_by AS "needed_by", j.closes AS "closes", j.hidden AS "hidden", j.yes AS "yes",
       j.yes_way AS "yes_way", y.name AS "yes_name", j.wished AS "wished",
       j.decided AS "decided", b.name AS "decided_name", j.reason AS "reason",
       j.answer AS "answer", coalesce(d.legal_basis, j.legal_basis) AS "legal_basis",
       j.legal_confirmed AS "legal_confirmed", l.name AS "legal_name",
       coalesce(d.named, j.named) AS "named", j.indexed AS "indexed",
       coalesce(d.apply_way, j.apply_way) AS "apply_way", e.name AS "employer",
       e.code AS "employer_code", e.state AS "employer_state",
       CASE WHEN d.waits > coalesce(d.asked, '') THEN 'waits' WHEN d.asked >= d.waits THEN 'asked'
            END AS "edit"
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id
  LEFT JOIN job_edit d ON d.job_id = j.job_id
  LEFT JOIN account y ON y.account_id = j.yes_by
  LEFT JOIN account b ON b.account_id = j.decided_by
  LEFT JOIN account l ON l.account_id = j.legal_confirmed_by
 WHERE j.code = :code
