-- What SQLsmith makes its queries of. It asks the catalog, and most of what a server comes with would say nothing about
-- us: so it is sent to a copy of the world whose catalog offers the extension, as far as people may use it, and of the
-- server a part. The queries are run in other copies, where nothing is missing.
SET client_min_messages = warning;

-- Materialized, since SQLsmith lists tables and views and would query these as well.
CREATE SCHEMA menu;
GRANT USAGE ON SCHEMA menu TO PUBLIC;
CREATE MATERIALIZED VIEW menu.pg_proc AS
    SELECT oid, pronamespace, proname, prokind, proretset, prorettype, proargtypes FROM pg_catalog.pg_proc AS p
    WHERE p.pronamespace = 'doors'::regnamespace
        OR (p.pronamespace = 'coaching'::regnamespace AND has_function_privilege('authenticated', p.oid, 'EXECUTE')
            AND (p.pronargs > 0 OR p.proname IN ('uid', 'is_admin', 'is_trainer', 'new_id', 'my_coaching', 'my_email_key')))
        OR (p.pronamespace = 'pg_catalog'::regnamespace AND (p.prokind = 'a' OR p.oid::bigint % 8 = 0)
            AND ARRAY(SELECT unnest(p.proargtypes)) || p.prorettype <@ ARRAY['uuid', 'text', 'int4', 'int8', 'numeric', 'bool', 'float8',
                'timestamptz', 'date', 'time', 'interval', 'jsonb']::regtype[]::oid[]
            AND p.proname !~ '^pg_|^lo_|sleep|^set_config$');
GRANT SELECT ON menu.pg_proc TO PUBLIC;

-- Nobody reads these.
REVOKE ALL ON coaching.calendar_tokens FROM authenticated;

-- Last, since what needs them does not work here any more: operators on types nobody here has, and on polymorphic ones,
-- with which SQLsmith only makes what the parser refuses.
DELETE FROM pg_catalog.pg_operator WHERE EXISTS (SELECT FROM pg_catalog.pg_type AS t
    WHERE t.oid IN (oprleft, oprright, oprresult)
        AND (t.typname LIKE 'any%' OR t.typcategory IN ('G', 'V') OR t.typname IN ('record', 'money', 'tsvector', 'tsquery',
            'bpchar', 'int2', 'float4', 'timetz', 'tid', 'cid', 'xid', 'oidvector', 'xid8', 'pg_lsn', 'macaddr', 'macaddr8', 'aclitem', 'jsonpath')));
