-- Errors through the boundary arrive whole, and leave nothing behind.

CREATE TABLE public.goods (
    id int PRIMARY KEY,
    price int NOT NULL CONSTRAINT price_is_positive CHECK (price > 0)
);
INSERT INTO goods VALUES (1, 10);

CREATE FUNCTION complain() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION SQLSTATE 'GYM42' USING MESSAGE = 'the bar is bent', DETAIL = 'It was straight.',
        HINT = 'Lift less.', CONSTRAINT = 'straight_bar', COLUMN = 'bar', TABLE = 'racks',
        SCHEMA = 'gym', DATATYPE = 'steel';
END $$;

-- The same statement through C++ and through a bare C function around SPI must not differ in anything,
-- but for the name of the function in the lines of context.
CREATE FUNCTION same_error(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    ours jsonb; plain jsonb;
BEGIN
    -- On one line, which is part of the context. The path is that of our statements.
    PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
    plain := tap.error_of(format('SELECT bridge.execute_plainly(%L)', statement)); ours := tap.error_of(format('SELECT bridge.execute(%L)', statement));
    IF plain IS NULL THEN RETURN 'not an error'; END IF;
    IF replace(ours::text, 'bridge.execute(', 'bridge.execute_plainly(') = plain::text THEN RETURN 'the same'; END IF;
    RETURN ours::text || ' instead of ' || plain::text;
END $$;

SELECT tap.is('an error in a backend call arrives whole: ' || name, same_error(statement), 'the same')
FROM (VALUES
    ('a check constraint', 'INSERT INTO public.goods VALUES (2, -1)'),
    ('a unique constraint', 'INSERT INTO public.goods VALUES (1, 1)'),
    ('a column that is NOT NULL', 'INSERT INTO public.goods VALUES (3, NULL)'),
    ('division by zero', 'SELECT 1/0'),
    ('a syntax error with its position', 'SELEKT 1'),
    ('a missing table with its position', 'SELECT * FROM nowhere'),
    ('a bad cast', 'SELECT ''x''::uuid'),
    ('an assertion', 'DO $q$ BEGIN ASSERT false, ''no''; END $q$'),
    ('every field of a RAISE', 'SELECT public.complain()'),
    ('a message that is empty', 'DO $q$ BEGIN RAISE EXCEPTION ''''; END $q$'),
    ('a message of 100 kB', 'DO $q$ BEGIN RAISE EXCEPTION ''%'', repeat(''x'', 100000); END $q$')
) cases (name, statement);

SELECT tap.is('the fields of a RAISE are the ones it gave',
    (tap.error_of('SELECT bridge.execute(''SELECT public.complain()'')') - 'context')::text,
    jsonb_build_object('state', 'GYM42', 'message', 'the bar is bent', 'detail', 'It was straight.',
        'hint', 'Lift less.', 'constraint', 'straight_bar', 'column', 'bar', 'table', 'racks',
        'schema', 'gym', 'type', 'steel')::text);

SELECT tap.ok('its context names the function and the statements it went through',
    context LIKE 'PL/pgSQL function complain() line 3 at RAISE%SQL statement "SELECT public.complain()"%', context)
FROM (SELECT tap.error_of('SELECT bridge.execute(''SELECT public.complain()'')') ->> 'context') c (context);

SELECT tap.is('a failed call made its witnesses and destroyed them all',
    (bridge.witnesses_made() > 0)::text || bridge.witnesses_alive(), 'true0');

SELECT tap.is('every token has its SQLSTATE and its word: ' || name, concat_ws(' ', error ->> 'state',
        (error ->> 'detail')::jsonb ->> 'error', error ->> 'message', error ->> 'hint'),
    concat_ws(' ', state, name, 'refused: "no"', 'Ask again.'))
FROM (VALUES
    (0, 'permission_denied', '42501'), (1, 'blocked', '42501'), (2, 'not_found', 'PT404'),
    (3, 'invalid_invitation', 'PT410'), (4, 'insufficient_credits', 'PT402'),
    (5, 'capacity_reached', 'PT409'), (6, 'booking_conflict', 'PT409'),
    (7, 'not_available', 'PT409'), (8, 'relationship_error', 'PT409'),
    (9, 'illegal_transition', 'PT409'), (10, 'invalid_argument', '22023'),
    (11, 'invalid_identity', '28000')
) tokens (number, name, state),
LATERAL tap.error_of(format('SELECT bridge.refuse(%s)', number)) error;

SELECT tap.is('the details of a refusal are JSON as they were given',
    ((tap.error_of('SELECT bridge.refuse(1)') ->> 'detail')::jsonb)::text,
    jsonb_build_object('error', 'blocked', 'who', E'a "quoted" \\ person\n', 'count', 3)::text);
SELECT tap.is('a refusal without a hint has none',
    tap.error_of('SELECT bridge.refuse_without_hint()') ->> 'hint', '');
SELECT tap.ok('a refusal carries the context it was raised in', context LIKE '%bridge.refuse(1)%PL/pgSQL%', context)
FROM (SELECT tap.error_of('DO $q$ BEGIN PERFORM bridge.refuse(1); END $q$') ->> 'context') c (context);
SELECT tap.is('a standard exception is an internal error with its text',
    tap.said('SELECT bridge.throw_runtime_error()'), 'XX000 the core gave up');
SELECT tap.is('an exception of any type is an internal error',
    tap.said('SELECT bridge.throw_int()'), 'XX000 an unknown C++ exception');
SELECT tap.is('no exception left an object behind', bridge.witnesses_alive()::text, '0');

-- C++, SPI, PL/pgSQL, C++, error.
CREATE FUNCTION deeper(statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM bridge.execute(statement);
END $$;
CREATE FUNCTION deeper_and_catch(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.goods VALUES (100, 1);
    PERFORM bridge.execute(statement);
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    INSERT INTO public.goods VALUES (101, 1);
    RETURN SQLSTATE || ' ' || bridge.witnesses_alive();
END $$;

SELECT tap.is('an error crosses C++ twice and arrives whole',
    (tap.error_of('SELECT bridge.execute($$SELECT public.deeper(''SELECT public.complain()'')$$)') - 'context')::text,
    (tap.error_of('SELECT public.complain()') - 'context')::text);
SELECT tap.is('a refusal crosses C++ twice and arrives whole',
    (tap.error_of('SELECT bridge.execute($$SELECT public.deeper(''SELECT bridge.refuse(5)'')$$)') - 'context')::text,
    (tap.error_of('SELECT bridge.refuse(5)') - 'context')::text);
SELECT tap.is('both levels of C++ were unwound', bridge.witnesses_alive()::text, '0');

CREATE TABLE outcome (what text);
SELECT bridge.execute($q$INSERT INTO public.outcome SELECT public.deeper_and_catch('SELECT bridge.refuse(5)')$q$);
SELECT tap.is('PL/pgSQL between two levels of C++ catches the error of the inner, whose objects are gone',
    what, 'PT409 1') FROM outcome; -- the one alive is that of the outer level
SELECT tap.is('what PL/pgSQL did before the error is undone, what it did after is there',
    string_agg(id::text, ' ' ORDER BY id), '1 101') FROM goods;
SELECT tap.is('after a caught error nothing is left', bridge.witnesses_alive()::text, '0');

CREATE FUNCTION recurse() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM bridge.execute('SELECT public.recurse()');
END $$;
SELECT tap.is('an endless recursion through C++ ends in the server''s own error',
    tap.state('SELECT public.recurse()'), '54001');
SELECT tap.is('and unwinds every level', bridge.witnesses_alive()::text, '0');

SELECT tap.is('an error after many good calls is this error alone',
    tap.said('SELECT bridge.refuse_in_a_loop_of(''SELECT 1'', 1000)'), '42501 after all of them');

-- A loop of failures in one transaction.
CREATE FUNCTION fail_often(statement text, times int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    before bigint; caught int := 0;
BEGIN
    FOR i IN 1 .. times LOOP
        -- The first rounds fill caches.
        IF i = times / 10 THEN
            SELECT sum(total_bytes) INTO before FROM pg_backend_memory_contexts;
        END IF;
        BEGIN
            EXECUTE statement;
        EXCEPTION WHEN OTHERS THEN
            caught := caught + 1;
        END;
    END LOOP;
    IF caught <> times THEN RAISE EXCEPTION 'only % of % failed', caught, times; END IF;
    IF EXISTS (SELECT FROM pg_backend_memory_contexts WHERE name = 'coaching error') THEN
        RAISE EXCEPTION 'error contexts are left: %',
            (SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'coaching error');
    END IF;
    RETURN (SELECT sum(total_bytes) - before FROM pg_backend_memory_contexts);
END $$;
SELECT tap.ok('10,000 failures caught in one transaction keep no memory: ' || name, kept < 1000000, kept || ' bytes')
FROM (VALUES
    ('errors of the server', $q$SELECT bridge.execute('SELECT 1/0')$q$),
    ('errors with all fields', $q$SELECT bridge.execute('SELECT public.complain()')$q$),
    ('errors across two levels', $q$SELECT bridge.execute($r$SELECT public.deeper('SELECT 1/0')$r$)$q$),
    ('refusals', 'SELECT bridge.refuse(3)'),
    ('standard exceptions', 'SELECT bridge.throw_runtime_error()')
) cases (name, statement), LATERAL fail_often(statement, 10000) kept;
SELECT tap.ok('10,000 failed attempts in one call keep no memory', kept < 1000000, kept || ' bytes')
FROM (SELECT sum(total_bytes) before FROM pg_backend_memory_contexts) b,
    LATERAL (SELECT bridge.attempt_often('SELECT 1/0', 10000)) a (failed),
    LATERAL (SELECT sum(total_bytes) + 0 * failed - before FROM pg_backend_memory_contexts) c (kept);

-- The same at top level, without a subtransaction around it.
\set ON_ERROR_STOP 0
BEGIN;
SELECT bridge.execute('SELECT public.deeper(''SELECT 1/0'')');
SELECT bridge.witnesses_alive();
ROLLBACK;
SELECT bridge.refuse(4);
SELECT bridge.throw_int();
\set ON_ERROR_STOP 1
SELECT tap.is('after errors at top level nothing is left and the session goes on', bridge.witnesses_alive()::text, '0');
SELECT tap.is('no error context outlives its transaction', count(*)::text, '0')
FROM pg_backend_memory_contexts WHERE name = 'coaching error';
