-- 017-unnamed: an unnamed employer's advert that says its name is not shown, on SQLite.
-- 017-unnamed.pgsql does the same there.

DROP VIEW shown_job;
DROP VIEW masked_job;

-- A job as others may see it, in whatever state.  An unnamed employer is no more than its field and
-- place: neither name nor words about it, no telephone, no pledge, no page where the advert stood
-- first; people apply through us.  names_itself: its own advert says the name.  openings are those
-- that are left.  A legal basis counts when one of us has confirmed it.
CREATE VIEW masked_job AS
SELECT j.job_id, j.code, j.listed, j.state, j.title, j.text, j.lang, j.place_key,
       j.region_key, j.field_key, j.pay_min, j.pay_max, j.pay_unit, j.hours, j.starts, j.transport,
       j.no_experience, j.day_only, j.no_licence, j.ride, j.training, j.opens, j.closes, j.example,
       j.needed_by, j.named, j.indexed, j.hidden, j.employer_id, NULLIF(j.filled, 0) AS filled,
       CASE WHEN j.named = 0 OR j.indexed = 0 THEN 1 END AS unlisted,
       j.rev || '.' || e.rev || '.' || (SELECT count(*) FROM job_further_place m
                                         WHERE m.job_id = j.job_id) AS card_rev,
       CASE WHEN j.named = 0 AND instr(lower(j.title || ' ' || coalesce(j.text, '') || ' '
                || coalesce(j.hours, '') || ' ' || coalesce(j.transport, '')), lower(e.name)) > 0
            THEN 1 END AS names_itself,
       CASE WHEN j.named = 0 THEN j.field_key END AS unnamed_field,
       (SELECT NULLIF(count(*), 0) FROM job_further_place m WHERE m.job_id = j.job_id) AS further,
       CASE WHEN j.openings > j.filled THEN j.openings - j.filled ELSE 0 END AS openings,
       coalesce(CASE WHEN j.legal_confirmed IS NOT NULL THEN j.legal_basis END, j.legal_check)
           AS legal_check,
       CASE WHEN j.named = 1 THEN e.name END AS employer,
       CASE WHEN j.named = 1 THEN NULLIF(e.checked, 0) END AS employer_checked,
       CASE WHEN j.named = 1 THEN e.about END AS about,
       CASE WHEN j.named = 1 THEN (SELECT p.lapses FROM employer_pledge p
                                    WHERE p.employer_id = j.employer_id) END AS pledge_lapses,
       CASE WHEN j.named = 1 THEN j.apply_way ELSE 'us' END AS apply_way,
       CASE WHEN j.named = 1 AND j.apply_way <> 'us' THEN j.apply_phone END AS apply_phone,
       CASE WHEN j.named = 1 THEN j.source_name END AS source_name,
       CASE WHEN j.named = 1 THEN j.source_url END AS source_url
  FROM job j
  JOIN employer e ON e.employer_id = j.employer_id;

-- What visitors may see, and how their pages come to a job's employer.  An advert that says whose
-- it is although it should not is neither shown nor found.  It is said in one condition: by many, of
-- which each seems to leave out most jobs, lists would be sorted and not read in their order.
CREATE VIEW shown_job AS
SELECT *
  FROM masked_job
 WHERE NOT (state IN ('draft', 'review') OR opens IS NULL OR hidden IS NOT NULL
            OR names_itself IS NOT NULL);
