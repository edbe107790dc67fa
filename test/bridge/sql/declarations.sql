-- What the extension's script declares is what C++ takes and gives: the types of arguments and columns, sets, NULLs.
SET client_min_messages = warning;
CREATE EXTENSION coaching CASCADE;

-- A domain is, to C++, the type beneath it.
CREATE FUNCTION beneath(types oid[]) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(string_agg(format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL), ', ' ORDER BY n), '')
    FROM unnest(types) WITH ORDINALITY AS x (type, n) JOIN pg_type t ON t.oid = type $$;
CREATE VIEW compared AS
WITH declared AS (
    SELECT p.oid, p.prosrc, p.proisstrict, p.proretset, p.prorettype, t.typtype, p.proargtypes::oid[] AS arguments,
        CASE WHEN p.prorettype = 'void'::regtype THEN '{}'
             WHEN p.proargmodes && '{o,b,t}' THEN ARRAY(SELECT type FROM unnest(p.proallargtypes, p.proargmodes) WITH ORDINALITY AS x (type, mode, n) WHERE mode <> 'i' ORDER BY n)
             WHEN t.typtype = 'c' THEN ARRAY(SELECT atttypid FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
             ELSE ARRAY[p.prorettype] END AS columns,
        ARRAY(SELECT n FROM generate_series(1, p.pronargs) AS n WHERE pg_get_function_arg_default(p.oid, n) LIKE 'NULL::%') AS null_by_default
    FROM pg_proc p JOIN pg_type t ON t.oid = p.prorettype
    WHERE p.pronamespace = 'coaching'::regnamespace AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'c'))
SELECT d.oid::regprocedure::text AS function, d.prorettype::regtype AS returns, d.proisstrict AS is_strict, d.null_by_default, s.takes_null,
    format('(%s) %s(%s)', beneath(d.arguments), CASE WHEN d.proretset THEN 'SETOF ' END,
        -- a row which C++ hands on as it is
        CASE WHEN s.columns::oid[] = '{record}'::regtype[]::oid[] AND (d.typtype = 'c' OR d.prorettype = 'record'::regtype) THEN 'record' ELSE beneath(d.columns) END) AS in_sql,
    format('(%s) %s(%s)', beneath(s.arguments::oid[]), CASE WHEN s.is_set THEN 'SETOF ' END, beneath(s.columns::oid[])) AS in_cpp,
    s.arguments IS NOT NULL AS is_known
FROM declared d, LATERAL bridge.signature(d.prosrc) AS s;

CREATE VIEW offence AS
SELECT 'types' AS rule, format('%s is in C++ %s', function, in_cpp) AS what FROM compared WHERE is_known AND in_sql <> in_cpp
UNION ALL SELECT 'NULL by default', function FROM compared WHERE is_known AND NOT is_strict AND NOT null_by_default <@ takes_null
UNION ALL SELECT 'NULL never comes', function FROM compared WHERE is_known AND is_strict AND takes_null <> '{}'
UNION ALL SELECT 'unknown', function FROM compared WHERE NOT is_known AND returns NOT IN ('trigger'::regtype, 'internal'::regtype);

SELECT tap.is('what the script declares is what C++ takes and gives', string_agg(rule || ': ' || what, E'\n' ORDER BY rule, what), NULL) FROM offence;
SELECT tap.ok('… and that are many functions', count(*) > 90, count(*)::text) FROM compared WHERE is_known;

-- Declared otherwise than it is, each is found.
CREATE FUNCTION coaching.one(text) RETURNS boolean LANGUAGE c AS '$libdir/coaching', 'coaching_knows';
CREATE FUNCTION coaching.two(uuid, text) RETURNS boolean LANGUAGE c AS '$libdir/coaching', 'coaching_knows';
CREATE FUNCTION coaching.three(uuid) RETURNS integer LANGUAGE c AS '$libdir/coaching', 'coaching_knows';
CREATE FUNCTION coaching.four(uuid) RETURNS SETOF boolean LANGUAGE c AS '$libdir/coaching', 'coaching_knows';
CREATE FUNCTION coaching.five(uuid) RETURNS TABLE (active integer, maximum integer, free integer, utilisation float8) LANGUAGE c AS '$libdir/coaching', 'coaching_trainer_capacity';
CREATE FUNCTION coaching.six(uuid DEFAULT NULL) RETURNS boolean LANGUAGE c AS '$libdir/coaching', 'coaching_knows';
CREATE FUNCTION coaching.seven(uuid, text) RETURNS uuid LANGUAGE c STRICT AS '$libdir/coaching', 'coaching_send_connection_request';
CREATE FUNCTION coaching.eight(uuid) RETURNS uuid LANGUAGE c AS '$libdir/coaching', 'coaching_judge_user';
SELECT tap.is('a wrong declaration is found, whatever is wrong', string_agg(rule || ': ' || what, E'\n' ORDER BY rule, what COLLATE "C"),
    $$NULL by default: coaching.six(uuid)
NULL never comes: coaching.seven(uuid,text)
types: coaching.five(uuid) is in C++ (uuid) (integer, integer, integer, numeric)
types: coaching.four(uuid) is in C++ (uuid) (boolean)
types: coaching.one(text) is in C++ (uuid) (boolean)
types: coaching.three(uuid) is in C++ (uuid) (boolean)
types: coaching.two(uuid,text) is in C++ (uuid) (boolean)
unknown: coaching.eight(uuid)$$) FROM offence;
