-- Everything the extension is in a database, a line each, by name: what a fresh installation and an updated one, or
-- one moved by pg_upgrade, must have alike.
SET search_path = pg_catalog;

SELECT 'extension', extname, extversion, extrelocatable, nspname, pg_get_userbyid(extowner),
    ARRAY(SELECT c.oid::regclass || coalesce(' ' || nullif(condition, ''), '') FROM unnest(extconfig, extcondition) AS e (id, condition)
        JOIN pg_class c ON c.oid = e.id ORDER BY 1)
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'coaching';
SELECT 'requires', e.extname FROM pg_depend r JOIN pg_extension e ON r.refclassid = 'pg_extension'::regclass AND e.oid = r.refobjid
WHERE r.classid = 'pg_extension'::regclass AND r.objid = (SELECT oid FROM pg_extension WHERE extname = 'coaching') ORDER BY 2;
SELECT 'member', o.type, o.identity FROM pg_depend d, pg_identify_object(d.classid, d.objid, d.objsubid) AS o
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'coaching') ORDER BY 2, 3;

CREATE FUNCTION pg_temp.rights(acl aclitem[]) RETURNS text LANGUAGE sql AS 'SELECT array_to_string(ARRAY(SELECT x::text FROM unnest(acl) AS x ORDER BY x::text), '' '')';
SELECT 'schema', nspname, pg_get_userbyid(nspowner), pg_temp.rights(nspacl) FROM pg_namespace WHERE nspname = 'coaching';
SELECT 'relation', c.oid::regclass, c.relkind, pg_get_userbyid(c.relowner), c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
    c.reloptions, pg_temp.rights(c.relacl), obj_description(c.oid, 'pg_class'), CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END
FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace ORDER BY c.relkind, c.relname;
SELECT 'column', c.oid::regclass, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attstorage, a.attcompression, a.attstattarget, a.attcollation::regcollation,
    pg_temp.rights(a.attacl), col_description(c.oid, a.attnum)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'v', 'p', 'c') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid::regclass::text, a.attnum;
SELECT 'constraint', o.conrelid::regclass, o.contypid::regtype, o.conname, o.contype, pg_get_constraintdef(o.oid), o.convalidated, o.connoinherit, obj_description(o.oid, 'pg_constraint')
FROM pg_constraint o WHERE o.connamespace = 'coaching'::regnamespace ORDER BY o.conrelid::regclass::text, o.conname;
SELECT 'index', i.indrelid::regclass, pg_get_indexdef(i.indexrelid), i.indisprimary, i.indisreplident, i.indisclustered, i.indisvalid
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'coaching'::regnamespace ORDER BY 3;
SELECT 'trigger', t.tgrelid::regclass, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled, obj_description(t.oid, 'pg_trigger')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'coaching'::regnamespace AND NOT t.tgisinternal ORDER BY 2, 3;
SELECT 'policy', p.schemaname, p.tablename, p.policyname, p.permissive, p.roles, p.cmd, p.qual, p.with_check, obj_description(o.oid, 'pg_policy')
FROM pg_policies p JOIN pg_policy o ON o.polname = p.policyname AND o.polrelid = format('%I.%I', p.schemaname, p.tablename)::regclass
WHERE p.schemaname = 'coaching' ORDER BY 3, 4;
-- pg_get_functiondef has body, volatility, strictness, cost, rows, support function and settings.
SELECT 'function', p.oid::regprocedure, pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), pg_temp.rights(p.proacl), obj_description(p.oid, 'pg_proc')
FROM pg_proc p WHERE p.pronamespace = 'coaching'::regnamespace AND p.prokind <> 'a' ORDER BY p.oid::regprocedure::text;
SELECT 'type', t.oid::regtype, t.typtype, pg_get_userbyid(t.typowner), format_type(nullif(t.typbasetype, 0), t.typtypmod), t.typnotnull, t.typdefault, pg_temp.rights(t.typacl),
    obj_description(t.oid, 'pg_type')
FROM pg_type t WHERE t.typnamespace = 'coaching'::regnamespace ORDER BY t.oid::regtype::text;
SELECT 'rule', r.schemaname, r.tablename, r.definition FROM pg_rules r WHERE r.schemaname = 'coaching' ORDER BY 3, 4;
SELECT 'statistics', s.stxname, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s WHERE s.stxnamespace = 'coaching'::regnamespace ORDER BY 2;
-- Operators, casts and whatever else there may be one day.
SELECT 'other', o.type, o.identity FROM (SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace = 'coaching'::regnamespace
    UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass WHERE opcnamespace = 'coaching'::regnamespace
    UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast WHERE oid >= 16384) AS x (class, id), pg_identify_object(x.class, x.id, 0) AS o ORDER BY 2, 3;
-- What a dump takes for granted.
SELECT 'initially', o.type, o.identity, i.privtype, pg_temp.rights(i.initprivs) FROM pg_init_privs i, pg_identify_object(i.classoid, i.objoid, i.objsubid) AS o
WHERE o.schema = 'coaching' OR o.identity = 'coaching' ORDER BY 2, 3;
