-- What the catalog says of the extension, as one JSON document. Everything happens in a transaction
-- that is rolled back: two roles are there to be asked what people who sign in and visitors may do.
\set ON_ERROR_STOP on

BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION coaching CASCADE;
CREATE ROLE reference_user;
CREATE ROLE reference_visitor;
\o /dev/null
SELECT coaching.grant_access('reference_user', 'user'), coaching.grant_access('reference_visitor', 'anonymous');
SELECT coaching.uid();    -- the module is loaded, its settings are there
\o
SET LOCAL search_path = pg_catalog;    -- every name of the extension is printed with its schema

WITH members AS (
    SELECT d.classid, d.objid AS oid
    FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
    WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'coaching'
), columns AS (
    SELECT a.attrelid, jsonb_agg(jsonb_build_object(
        'name', a.attname,
        'type', format_type(a.atttypid, a.atttypmod),
        'not_null', a.attnotnull,
        'default', pg_get_expr(d.adbin, d.adrelid),
        'generated', a.attgenerated <> '',
        'comment', col_description(a.attrelid, a.attnum),
        'readable', has_column_privilege('reference_user', a.attrelid, a.attnum, 'SELECT'),
        'insertable', has_column_privilege('reference_user', a.attrelid, a.attnum, 'INSERT'),
        'updatable', has_column_privilege('reference_user', a.attrelid, a.attnum, 'UPDATE')) ORDER BY a.attnum) AS list
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped
    GROUP BY a.attrelid
), constraints AS (
    SELECT c.conrelid, jsonb_agg(jsonb_build_object(
        'name', c.conname,
        'kind', c.contype,
        'definition', pg_get_constraintdef(c.oid, true),
        'columns', (SELECT jsonb_agg(a.attname ORDER BY k.ord) FROM unnest(c.conkey) WITH ORDINALITY k (num, ord)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num),
        'references', (SELECT r.relname FROM pg_class r WHERE r.oid = c.confrelid)) ORDER BY c.contype, c.conname) AS list
    FROM pg_constraint c WHERE c.contype IN ('p', 'u', 'f', 'x', 'c')
    GROUP BY c.conrelid
), unique_indexes AS (    -- those that are no constraint
    SELECT i.indrelid, jsonb_agg(regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING btree ', '') ORDER BY c.relname) AS list
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint x WHERE x.conindid = i.indexrelid)
    GROUP BY i.indrelid
), policies AS (
    SELECT polrelid, jsonb_object_agg(
        CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'all' END,
        coalesce(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))) AS list
    FROM pg_policy GROUP BY polrelid
), triggers AS (
    SELECT t.tgfoid, jsonb_agg(DISTINCT c.relname) AS tables
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal
    GROUP BY t.tgfoid
)
SELECT jsonb_pretty(jsonb_build_object(
    'tables', (SELECT jsonb_object_agg(c.relname, jsonb_build_object(
            'kind', CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END,
            'comment', obj_description(c.oid, 'pg_class'),
            'columns', columns.list,
            'constraints', coalesce(constraints.list, '[]'),
            'unique_indexes', coalesce(unique_indexes.list, '[]'),
            'policies', coalesce(policies.list, '{}'),
            'visitors', has_table_privilege('reference_visitor', c.oid, 'SELECT')
                OR has_any_column_privilege('reference_visitor', c.oid, 'SELECT')))
        FROM members m JOIN pg_class c ON m.classid = 'pg_class'::regclass AND c.oid = m.oid
            JOIN columns ON columns.attrelid = c.oid
            LEFT JOIN constraints ON constraints.conrelid = c.oid
            LEFT JOIN unique_indexes ON unique_indexes.indrelid = c.oid
            LEFT JOIN policies ON policies.polrelid = c.oid
        WHERE c.relkind IN ('r', 'v')),
    'functions', (SELECT jsonb_agg(jsonb_build_object(
            'name', p.proname,
            'arguments', pg_get_function_arguments(p.oid),
            'result', pg_get_function_result(p.oid),
            'comment', obj_description(p.oid, 'pg_proc'),
            'triggers_on', triggers.tables,
            'internal', p.prorettype = 'internal'::regtype,
            'user', has_function_privilege('reference_user', p.oid, 'EXECUTE'),
            'visitor', has_function_privilege('reference_visitor', p.oid, 'EXECUTE'),
            'trigger', p.prorettype = 'trigger'::regtype) ORDER BY p.proname, p.pronargs)
        FROM members m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.oid
            LEFT JOIN triggers ON triggers.tgfoid = p.oid),
    'types', (SELECT jsonb_object_agg(t.typname, jsonb_build_object(
            'kind', CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'row' END,
            'comment', obj_description(t.oid, 'pg_type'),
            'columns', columns.list))
        FROM members m JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.oid
            LEFT JOIN pg_class c ON c.oid = t.typrelid LEFT JOIN columns ON columns.attrelid = t.typrelid
        WHERE t.typtype = 'd' OR (t.typtype = 'c' AND c.relkind = 'c')),
    'settings', jsonb_build_object(
        'coaching.user_id', current_setting('coaching.user_id'),
        'coaching.notify', current_setting('coaching.notify')),
    'version', (SELECT extversion FROM pg_extension WHERE extname = 'coaching')));
ROLLBACK;
