-- What SQLsmith would never get to by itself.
SET client_min_messages = warning;
CREATE SCHEMA doors;
GRANT USAGE ON SCHEMA doors TO PUBLIC;

-- It calls nothing that returns a set, seldom what returns a type that few columns have, and what takes no argument far
-- too often: so each function has doors that return what SQLsmith looks for most, with one argument at least.
SELECT format('CREATE FUNCTION doors.%s_%s(%s) RETURNS %s LANGUAGE sql BEGIN ATOMIC SELECT %s FROM (SELECT count(*) AS rows, min(row::text) AS first FROM coaching.%I(%s) AS row) AS answer; END',
    door.type, proname, CASE WHEN pronargs = 0 THEN 'bool' ELSE (SELECT string_agg(type::regtype::text, ', ' ORDER BY n)
        FROM unnest(proargtypes) WITH ORDINALITY AS argument (type, n)) END, door.type,
    door.answer, proname, (SELECT string_agg('$' || n, ', ') FROM generate_series(1, pronargs) AS n))
FROM pg_proc AS p, (VALUES ('text', 'first'), ('int8', 'rows'), ('bool', 'first IS NOT NULL'),
    ('timestamptz', 'now() + rows * interval ''1 hour''')) AS door (type, answer)
WHERE pronamespace = 'coaching'::regnamespace AND prokind = 'f' AND prorettype <> 'trigger'::regtype
    AND NOT proargtypes::oid[] @> ARRAY['internal'::regtype::oid] AND has_function_privilege('authenticated', p.oid, 'EXECUTE')
\gexec

-- It writes all columns of a table, of which people may write some: for each table a view of those they may insert and
-- one of those they may change.
SELECT format('CREATE VIEW doors.%s_%s WITH (security_invoker) AS SELECT %s FROM %s', command.door, c.relname,
    string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), c.oid::regclass)
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped,
    (VALUES ('INSERT', 'new'), ('UPDATE', 'changed')) AS command (privilege, door)
WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
    AND has_column_privilege('authenticated', c.oid, a.attnum, command.privilege)
    AND has_column_privilege('authenticated', c.oid, a.attnum, 'SELECT')
GROUP BY c.oid, c.relname, command.door
\gexec
GRANT ALL ON ALL TABLES IN SCHEMA doors TO PUBLIC;
