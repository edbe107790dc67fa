-- catalog: what must hold of every object of the extension, whoever adds the next one. A rule is a query
-- for those that break it; below, a schema of offenders shows that each rule finds its own.
SET client_min_messages = warning;

CREATE FUNCTION pg_temp.has_rows(name regclass) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    found boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO found;
    RETURN found;
END $$;
CREATE TEMP VIEW offence (rule, object) AS
WITH tables AS (SELECT oid, relname, relowner, relrowsecurity FROM pg_class WHERE relnamespace = 'coaching'::regnamespace AND relkind IN ('r', 'p')),
views AS (SELECT oid, reloptions FROM pg_class WHERE relnamespace = 'coaching'::regnamespace AND relkind IN ('v', 'm')),
functions AS (
    SELECT p.*, l.lanname, p.prorettype IN ('trigger'::regtype, 'internal'::regtype, 'event_trigger'::regtype) AS is_internal
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.pronamespace = 'coaching'::regnamespace),
extension AS (SELECT * FROM pg_extension WHERE extname = 'coaching'),
-- the columns of its own table a policy looks at
predicates AS (
    SELECT p.polrelid, t.relname::text, a.attname::text, a.attnum, a.attnotnull, bool_or(p.polcmd <> 'a') AS is_searched
    FROM pg_policy p JOIN tables t ON t.oid = p.polrelid
    JOIN pg_depend d ON (d.classid, d.objid, d.refclassid, d.refobjid) = ('pg_policy'::regclass, p.oid, 'pg_class'::regclass, p.polrelid)
    JOIN pg_attribute a ON (a.attrelid, a.attnum) = (p.polrelid, d.refobjsubid) AND a.attnum > 0
    GROUP BY 1, 2, 3, 4, 5),
-- NULL where nobody in particular is meant, or a flag beside a predicate that is searched
excused (relation, attribute) AS (VALUES
    ('client_invitations', 'target_user_id'), ('client_invitations', 'target_email_key'), -- invited by one of the two
    ('programs', 'assigned_to_client'), -- a program for nobody yet
    ('session_packages', 'trainer_id')), -- the house's
flags (relation, attribute) AS (VALUES
    ('programs', 'visibility'), ('programs', 'is_template'), ('session_packages', 'is_active'),
    ('trainer_client_notes', 'is_private'), ('trainer_profiles', 'is_listed'), ('trainer_profiles', 'is_active')),
-- expressions kept with the tables, as trees
expressions AS (
    SELECT conrelid AS relation, conbin::text AS tree FROM pg_constraint WHERE contype = 'c'
    UNION ALL SELECT indrelid, concat(indexprs::text, indpred::text) FROM pg_index
    UNION ALL SELECT adrelid, adbin::text FROM pg_attrdef d JOIN pg_attribute a ON (attrelid, a.attnum) = (adrelid, adnum) AND attgenerated <> ''),
-- the SQL functions as they stand in the script: its text from BEGIN ATOMIC to END
script AS (
    SELECT pg_read_file(format('%s/extension/coaching--%s.sql', (SELECT setting FROM pg_config WHERE name = 'SHAREDIR'), extversion)) AS whole FROM extension),
bodies AS (
    SELECT substring(piece FROM '^\w+') AS name,
        string_agg(regexp_replace(split_part(split_part(piece, E'BEGIN ATOMIC\n', 2), E'\nEND;', 1), '''[^'']*''|--[^\n]*', '', 'g'), ' ') AS body
    FROM script, string_to_table(whole, 'CREATE FUNCTION coaching.') AS piece WHERE split_part(piece, ';', 1) ~ 'BEGIN ATOMIC\n' GROUP BY 1),
parameters AS (
    SELECT f.oid, f.proname, f.prosqlbody::text AS tree, p.name, row_number() OVER (PARTITION BY f.oid ORDER BY p.place) AS number
    FROM functions f, unnest(f.proargnames, coalesce(f.proargmodes, array_fill('i'::"char", ARRAY[f.pronargs::int]))) WITH ORDINALITY AS p (name, mode, place)
    WHERE f.lanname = 'sql' AND p.mode IN ('i', 'b', 'v')),
declared AS (
    SELECT CASE g.audience WHEN 'user' THEN 'authenticated' ELSE 'anon' END AS role, to_regprocedure(substr(g.object, 10))::oid AS oid
    FROM coaching.access_grants() g WHERE g.object LIKE 'FUNCTION %')

SELECT 'a function is C or SQL, and runs with the rights of whoever calls it', oid::regprocedure::text
    FROM functions WHERE prosecdef OR lanname NOT IN ('c', 'sql')
UNION ALL SELECT 'a function in SQL is parsed when it is made', oid::regprocedure::text FROM functions WHERE lanname = 'sql' AND prosqlbody IS NULL
UNION ALL SELECT 'every parameter of a function in SQL is used', format('%s: %s', oid::regprocedure, name)
    FROM parameters WHERE tree NOT LIKE format('%%{PARAM :paramkind 0 :paramid %s :%%', number)
-- a bare name silently means the column, where there is one
UNION ALL SELECT 'a parameter is written function.parameter, and no column by a parameter''s bare name', format('%s: %s', p.oid::regprocedure, p.name)
    FROM parameters p JOIN bodies b ON b.name = p.proname
    WHERE b.body ~ format('(?<![.\w])%s\M(?!\()', p.name) OR b.body !~ format('\m%s\.%s\M', p.proname, p.name)
UNION ALL SELECT 'the script shows every function in SQL', f.oid::regprocedure::text
    FROM functions f WHERE lanname = 'sql' AND prosqlbody IS NOT NULL AND NOT EXISTS (SELECT FROM bodies WHERE name = proname)
UNION ALL SELECT 'who creates the extension owns it', object FROM (
    SELECT oid::regclass::text, relowner FROM pg_class WHERE relnamespace = 'coaching'::regnamespace
    UNION ALL SELECT oid::regprocedure::text, proowner FROM functions
    UNION ALL SELECT oid::regtype::text, typowner FROM pg_type WHERE typnamespace = 'coaching'::regnamespace) AS owned (object, owner), extension WHERE owner <> extowner
UNION ALL SELECT 'nothing in the schema is not the extension''s', relation.oid::regclass::text
    FROM (SELECT oid FROM tables UNION ALL SELECT oid FROM views) AS relation
    WHERE NOT EXISTS (SELECT FROM pg_depend d, extension e WHERE (d.classid, d.objid, d.refobjid, d.deptype) = ('pg_class'::regclass, relation.oid, e.oid, 'e'))

UNION ALL SELECT 'a table has row level security', oid::regclass::text FROM tables WHERE NOT relrowsecurity
UNION ALL SELECT 'a table has a policy for reading', oid::regclass::text FROM tables
    WHERE NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = tables.oid AND polcmd IN ('r', '*'))
UNION ALL SELECT 'a table has one permissive policy per command, for every role', format('%s %s', tablename, cmd) FROM pg_policies
    WHERE schemaname = 'coaching' GROUP BY tablename, cmd HAVING count(*) > 1 OR bool_or(permissive = 'RESTRICTIVE' OR roles <> '{public}' OR cmd = 'ALL')
UNION ALL SELECT 'a view asks with the rights of whoever reads it', oid::regclass::text FROM views
    WHERE NOT coalesce(reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)
UNION ALL SELECT 'a column a policy looks at is NOT NULL', format('%s.%s', polrelid::regclass, attname) FROM predicates
    WHERE NOT attnotnull AND (relname, attname) NOT IN (SELECT * FROM excused)
UNION ALL SELECT 'a column a policy looks at begins an index', format('%s.%s', polrelid::regclass, attname) FROM predicates
    WHERE is_searched AND (relname, attname) NOT IN (SELECT * FROM flags)
        AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = polrelid AND indkey[0] = attnum AND indpred IS NULL AND indisvalid)
UNION ALL SELECT 'what is excused above is still there', format('%s.%s', relation, attribute)
    FROM (SELECT relation, attribute, false AS is_flag FROM excused UNION ALL SELECT *, true FROM flags) AS x
    WHERE NOT EXISTS (SELECT FROM predicates WHERE (polrelid, attname) = (to_regclass('coaching.' || relation), attribute) AND (is_flag OR NOT attnotnull))

UNION ALL SELECT 'a foreign key is the prefix of an index', format('%s: %s', conrelid::regclass, conname)
    FROM pg_constraint JOIN tables t ON t.oid = conrelid WHERE contype = 'f' AND NOT EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = conrelid AND i.indpred IS NULL
            AND (SELECT array_agg(k ORDER BY k) FROM unnest((i.indkey::smallint[])[0:cardinality(conkey) - 1]) k) = (SELECT array_agg(k ORDER BY k) FROM unnest(conkey) k))
UNION ALL SELECT 'foreign keys make no circle', origin::regclass::text FROM (
    WITH RECURSIVE reaches (origin, target) AS (
        SELECT conrelid, confrelid FROM pg_constraint JOIN tables t ON t.oid = conrelid WHERE contype = 'f' AND conrelid <> confrelid
        UNION SELECT r.origin, c.confrelid FROM reaches r JOIN pg_constraint c ON c.conrelid = r.target WHERE c.contype = 'f' AND c.conrelid <> c.confrelid)
    SELECT origin FROM reaches WHERE origin = target) AS circles
UNION ALL SELECT 'constraints, triggers and indexes are in force', format('%s: %s', t.oid::regclass, x.name)
    FROM tables t, LATERAL (
        SELECT conname FROM pg_constraint WHERE conrelid = t.oid AND NOT convalidated
        UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = t.oid AND tgenabled <> 'O'
        UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = t.oid AND NOT indisvalid) AS x (name)
UNION ALL SELECT 'a table has a primary key', oid::regclass::text FROM tables t
    WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
UNION ALL SELECT 'a table has created_at', oid::regclass::text FROM tables t
    WHERE relname <> 'audit_log' AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'created_at')
UNION ALL SELECT 'updated_at is kept by its trigger', t.oid::regclass::text FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'updated_at'
    WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = t.oid AND tgfoid = 'coaching.touch_updated_at'::regproc)
-- a value that was good when it was dumped is good when it is restored
UNION ALL SELECT 'checks, generated columns and indexes call nothing that changes its mind', format('%s: %s', relation::regclass, f.oid::regprocedure)
    FROM expressions e JOIN tables t ON t.oid = e.relation, regexp_matches(e.tree, ':(?:funcid|opfuncid) (\d+)', 'g') AS called JOIN pg_proc f ON f.oid = called[1]::oid AND f.provolatile <> 'i'
UNION ALL SELECT 'what a policy or a view calls reads only, also in parallel workers', format('%s: %s', pg_describe_object(d.classid, d.objid, 0), f.oid::regprocedure)
    FROM functions f JOIN pg_depend d ON (d.refclassid, d.refobjid) = ('pg_proc'::regclass, f.oid) AND (d.classid = 'pg_policy'::regclass
        OR d.classid = 'pg_rewrite'::regclass AND (SELECT ev_class FROM pg_rewrite r WHERE r.oid = d.objid) IN (SELECT oid FROM views))
    WHERE f.provolatile = 'v' OR f.proparallel <> 's'
-- a function of ours can always say what it was given, in an error
UNION ALL SELECT 'no function is leakproof', oid::regprocedure::text FROM functions WHERE proleakproof
UNION ALL SELECT 'a function that may write runs in no parallel worker', oid::regprocedure::text FROM functions
    WHERE provolatile = 'v' AND proparallel <> 'u' AND proname <> 'new_id'
UNION ALL SELECT 'a table is dumped', oid::regclass::text FROM tables WHERE oid <> ALL ((SELECT extconfig FROM extension)::oid[])
UNION ALL SELECT 'a table holds no rows of the extension''s own', oid::regclass::text FROM tables
    WHERE pg_temp.has_rows(oid)

UNION ALL SELECT 'every object is explained', format('%s %s', o.type, o.identity)
    FROM extension e JOIN pg_depend d ON (d.refclassid, d.refobjid, d.deptype) = ('pg_extension'::regclass, e.oid, 'e'), LATERAL pg_identify_object(d.classid, d.objid, 0) AS o
    WHERE coalesce(obj_description(d.objid, d.classid::regclass::name), '') !~ '\w{3}'
        -- from PostgreSQL 17 on the types of rows and arrays, which come with something else, are members as well
        AND NOT (d.classid = 'pg_type'::regclass AND (EXISTS (SELECT FROM pg_type WHERE typarray = d.objid)
            OR EXISTS (SELECT FROM pg_class WHERE reltype = d.objid AND relkind <> 'c')))
UNION ALL SELECT 'every column is explained', format('%s.%s', r.oid::regclass, a.attname)
    FROM (SELECT oid FROM tables UNION ALL SELECT oid FROM views) AS r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE coalesce(col_description(r.oid, a.attnum), '') !~ '\w{3}'
UNION ALL SELECT 'a parameter has a name', oid::regprocedure::text FROM functions
    WHERE NOT is_internal AND pronargs > 0 AND (proargnames IS NULL OR '' = ANY (proargnames)) AND proname NOT IN ('name')

-- (anon is let in by the same list; service_role has everything)
UNION ALL SELECT 'nothing is open to everybody', o.identity
    FROM (SELECT 'pg_proc'::regclass::oid, oid, coalesce(proacl, acldefault('f', proowner)) FROM functions
        UNION ALL SELECT 'pg_class'::regclass, oid, relacl FROM pg_class WHERE relnamespace = 'coaching'::regnamespace) AS x (class, id, acl),
    LATERAL aclexplode(x.acl) AS a, LATERAL pg_identify_object(x.class, x.id, 0) AS o WHERE a.grantee = 0
UNION ALL SELECT 'EXECUTE is held as access_grants() says, and not otherwise', format('%s: %s', r.role, f.oid::regprocedure)
    FROM functions f, (VALUES ('anon'), ('authenticated')) AS r (role)
    WHERE has_function_privilege(r.role, f.oid, 'EXECUTE') <> EXISTS (SELECT FROM declared d WHERE d.role = r.role AND d.oid = f.oid)
UNION ALL SELECT 'access_grants() names what exists', g.object FROM coaching.access_grants() g WHERE g.object LIKE 'FUNCTION %' AND to_regprocedure(substr(g.object, 10)) IS NULL;

SELECT * FROM offence ORDER BY 1, 2;

-- Each rule finds its own: offenders of every kind, and the rules none of them breaks.
BEGIN;
CREATE FUNCTION coaching.plain() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN 1; END';
CREATE FUNCTION coaching.late() RETURNS int LANGUAGE sql LEAKPROOF PARALLEL SAFE AS 'SELECT 1';
CREATE FUNCTION coaching.idle(unused int, int) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT true; END;
CREATE FUNCTION coaching.name(full_name text) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT full_name; END;
CREATE TABLE coaching.bare (a int CHECK (a < extract(epoch FROM now())), other uuid, trainer_id uuid, updated_at timestamptz);
CREATE TABLE coaching.ring (id uuid PRIMARY KEY, bare_a int, created_at timestamptz);
ALTER TABLE coaching.bare ADD UNIQUE (a), ADD FOREIGN KEY (other) REFERENCES coaching.ring, ADD CHECK (a > 0) NOT VALID;
ALTER TABLE coaching.ring ADD FOREIGN KEY (bare_a) REFERENCES coaching.bare (a);
INSERT INTO coaching.bare VALUES (1);
CREATE POLICY one ON coaching.bare FOR UPDATE USING (coaching.is_self_or_admin(trainer_id));
CREATE POLICY two ON coaching.bare FOR UPDATE USING (coaching.idle(1, a));
CREATE VIEW coaching.owners AS SELECT * FROM coaching.users;
GRANT SELECT ON coaching.owners TO PUBLIC;
ALTER TABLE coaching.users ALTER COLUMN id DROP DEFAULT;
ALTER TABLE coaching.session_packages ALTER COLUMN trainer_id SET NOT NULL;
COMMENT ON FUNCTION coaching.uid() IS NULL;
COMMENT ON COLUMN coaching.users.email IS '-';
REVOKE EXECUTE ON FUNCTION coaching.new_id() FROM authenticated;
GRANT EXECUTE ON FUNCTION coaching.can_access_support(internal) TO anon;
ALTER FUNCTION coaching.name(coaching.users) RENAME TO another_name;
ALTER FUNCTION coaching.is_trainer() OWNER TO service_role;
SELECT rule, count(*), min(object COLLATE "C") AS for_one FROM offence GROUP BY rule ORDER BY rule COLLATE "C";
ROLLBACK;
