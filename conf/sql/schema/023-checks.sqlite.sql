-- 023-checks: what columns of job may hold is asked in the way that SQLite answers quickest; which
-- values they may hold stays as it was.  Of a list of three and more in a CHECK, SQLite makes a
-- table for each row that is written, which was a tenth of an import.
-- 023-checks.pgsql does the same there.

-- Rules that forbid what they forbade before may be written anew like this, without copying the
-- table (https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
   SET sql = replace(replace(replace(replace(replace(replace(sql,
       'CHECK (state IN (''draft'', ''review'', ''open'', ''filled'', ''expired'', ''closed''))',
       'CHECK (state = ''open'' OR state = ''draft'' OR state = ''review'' OR state = ''filled'''
           || ' OR state = ''expired'' OR state = ''closed'')'),
       'CHECK (pay_unit IN (''hour'', ''day'', ''month'', ''job''))',
       'CHECK (pay_unit = ''hour'' OR pay_unit = ''day'' OR pay_unit = ''month'''
           || ' OR pay_unit = ''job'')'),
       'CHECK (origin IN (''import'', ''account'', ''page'', ''phone''))',
       'CHECK (origin = ''import'' OR origin = ''account'' OR origin = ''page'''
           || ' OR origin = ''phone'')'),
       'CHECK (apply_way IN (''us'', ''phone'', ''both''))',
       'CHECK (apply_way = ''both'' OR apply_way = ''us'' OR apply_way = ''phone'')'),
       'CHECK (yes_way IN (''account'', ''link'', ''phone''))',
       'CHECK (yes_way = ''account'' OR yes_way = ''link'' OR yes_way = ''phone'')'),
       'CHECK (legal_basis IN (''minors_2001'', ''violence_2023'', ''licence'', ''schedule''))',
       'CHECK (legal_basis = ''minors_2001'' OR legal_basis = ''violence_2023'''
           || ' OR legal_basis = ''licence'' OR legal_basis = ''schedule'')')
 WHERE type = 'table' AND name = 'job';
PRAGMA writable_schema = RESET;

-- Other connections read a schema again when something was made or dropped.
CREATE VIEW schema_changed AS SELECT 1 AS one;
DROP VIEW schema_changed;
