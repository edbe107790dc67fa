-- Running out of memory is SQLSTATE 53200, and a failed call gives back what it had.

SELECT tap.is('out of memory is 53200: ' || name, tap.state(statement) || ' ' || bridge.witnesses_alive(), '53200 0')
FROM (VALUES
    ('one request above 1 GB', 'SELECT bridge.reserve(1073741824)'),
    ('a request no address space has', 'SELECT bridge.reserve(9223372036854775807)'),
    ('a negative size taken for an enormous one', 'SELECT bridge.reserve(-1)'),
    ('a vector that grows and grows', 'SELECT bridge.grow_for_ever()'),
    ('a text beyond its limit', 'SELECT bridge.append_past_the_limit()'),
    ('a small vector beyond its limit', 'SELECT bridge.grow_small_vector_absurdly()'),
    ('a flat map beyond its limit', 'SELECT bridge.grow_flat_map_absurdly()'),
    ('a standard string beyond its limit', 'SELECT bridge.grow_standard_string_absurdly()'),
    ('the C++ heap', 'SELECT bridge.exhaust_the_heap()')
) cases (name, statement);
SELECT tap.is('just below 1 GB is granted', bridge.reserve(1073741823)::text, '1073741823');
SELECT tap.ok('the message says so', error ->> 'message' = 'out of memory' AND error ->> 'detail' <> '', error::text)
FROM tap.error_of('SELECT bridge.reserve(1073741824)') error;

\set ON_ERROR_STOP 0
SELECT bridge.reserve(1073741824);
\set ON_ERROR_STOP 1
SELECT tap.is('at top level the session goes on', bridge.reserve(1000)::text, '1000');

CREATE FUNCTION public.memory_used() RETURNS bigint LANGUAGE sql AS
$$ SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts $$;

-- In one transaction, so that nothing is owed to its end.
CREATE FUNCTION public.hold_often(how text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    before bigint;
BEGIN
    FOR i IN 1 .. 50 LOOP
        IF i = 5 THEN before := memory_used(); END IF;
        BEGIN
            PERFORM bridge.hold_and_fail(20000000, how);
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
    END LOOP;
    RETURN memory_used() - before;
END $$;
SELECT tap.ok('a call that held 20 MB gives it back when it ends by ' || name, kept < 1000000, kept || ' bytes')
FROM (VALUES ('returning', 'well'), ('a refusal', 'failure'), ('an error of the server', 'server'),
             ('want of memory', 'memory')) cases (name, how),
    LATERAL hold_often(how) kept;

SELECT bridge.left_by_repeated_statement(10, 10000);
SELECT tap.ok('10,000 statements with an argument of 10 kB in one call do not pile up memory', kept < 5000000, kept || ' bytes')
FROM bridge.left_by_repeated_statement(10000, 10000) kept;
