-- wording/basis: one of the laws by which an employer must ask for an approval.
-- takes  code   gives  code law source day retired
SELECT b.basis_key AS "code", b.law AS "law", b.source AS "source", b.day AS "day",
       b.retired AS "retired"
  FROM legal_basis b
 WHERE b.basis_key = :code
