-- Every function with every bad value in every place, the other arguments being good.

-- Whoever installed the extension, beside the people of the world.
INSERT INTO world.people VALUES (13, 'owner', current_user, NULL);

GRANT USAGE ON SCHEMA world TO PUBLIC;

CREATE TABLE input.functions AS
    SELECT p.oid, p.proname, p.pronargs, p.proisstrict FROM pg_proc p
    WHERE p.pronamespace = 'coaching'::regnamespace AND p.prorettype NOT IN ('trigger'::regtype, 'internal'::regtype, 'event_trigger'::regtype);
CREATE TABLE input.arguments AS
    SELECT f.oid AS function, f.proname, t.number, p.proargnames[t.number] AS argument, t.type::regtype AS type,
        (SELECT g.value FROM input.good g WHERE (g.argument, g.type) = (p.proargnames[t.number], t.type) AND coalesce(g.function, f.proname) = f.proname
         ORDER BY g.function NULLS LAST LIMIT 1) AS good
    FROM input.functions f JOIN pg_proc p ON p.oid = f.oid, unnest(p.proargtypes::oid[]) WITH ORDINALITY AS given (type, place), LATERAL (SELECT given.place::int, given.type) AS t (number, type);
CREATE VIEW input.unknown_arguments AS SELECT function::regprocedure, argument, type FROM input.arguments WHERE good IS NULL;

CREATE TABLE input.tally (tried text PRIMARY KEY, count bigint);
INSERT INTO input.tally VALUES ('functions', 0), ('tables', 0);

-- The documented errors (README, Errors) with their words; everything else is a finding.
CREATE FUNCTION input.is_proper(outcome world.outcome) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (outcome).sqlstate IS NULL OR ((outcome).sqlstate, (outcome).token) IN (('42501', 'permission_denied'), ('42501', 'blocked'), ('PT404', 'not_found'), ('PT410', 'invalid_invitation'), ('PT402', 'insufficient_credits'),
            ('PT409', 'capacity_reached'), ('PT409', 'booking_conflict'), ('PT409', 'not_available'), ('PT409', 'relationship_error'), ('PT409', 'illegal_transition'), ('22023', 'invalid_argument'),
            ('40001', 'rights_changed'))
$$;

-- The calls: all good (place 0), and with one argument bad.
CREATE TABLE input.calls AS
    SELECT f.oid AS function, spoilt.place, spoilt.value LIKE '%10000000%' AS is_huge, format('%s = %s', spoilt.argument, left(spoilt.value, 100)) AS value,
        format('SELECT count(answer::text) FROM coaching.%I(%s) AS answer', f.proname,
            (SELECT string_agg(format('(%s)::%s', CASE a.number WHEN spoilt.place THEN spoilt.value ELSE a.good END, a.type), ', ' ORDER BY a.number)
             FROM input.arguments a WHERE a.function = f.oid)) AS statement
    FROM input.functions f, LATERAL (
        SELECT 0 AS place, NULL AS argument, NULL AS value
        UNION ALL SELECT a.number, a.argument, b.value FROM input.arguments a JOIN input.bad b USING (type) WHERE a.function = f.oid
        UNION ALL SELECT a.number, a.argument, b.value FROM input.arguments a JOIN input.bad_documents b USING (argument) WHERE a.function = f.oid) AS spoilt;

-- What is not as it should be, asked by that person: the call and its outcome.
CREATE TABLE input.answered (function oid);
CREATE FUNCTION input.try_calls(kind text, only_good boolean DEFAULT false) RETURNS TABLE (call text, value text, outcome text) LANGUAGE plpgsql AS $$
DECLARE
    c record;
    got world.outcome;
    times bigint := 0;
BEGIN
    FOR c IN SELECT i.* FROM input.calls i, world.people p
             WHERE p.kind = try_calls.kind AND has_function_privilege(p.database_role, i.function, 'EXECUTE')
                 AND (i.place = 0 OR NOT only_good) AND (i.is_huge IS NOT TRUE OR p.kind = 'admin') ORDER BY i.function::regproc::text, i.function, i.place LOOP
        got := world.attempt(kind, c.statement);
        times := times + 1;
        IF c.place = 0 AND got.sqlstate IS NULL AND got.answer <> '0' THEN INSERT INTO input.answered VALUES (c.function); END IF;
        CONTINUE WHEN input.is_proper(got);
        call := c.function::regprocedure;
        value := c.value;
        outcome := concat_ws(' ', got.sqlstate, got.token, left(got.message, 150));
        RETURN NEXT;
    END LOOP;
    UPDATE input.tally AS t SET count = t.count + times WHERE t.tried = 'functions';
END $$;

-- Supabase's own, which need its schema or publication, answer nobody here; so does a call that gives nothing.
-- Not asked for an answer: what needs Supabase's tables, what is for scripts, and what nobody has changed.
CREATE VIEW input.silent_functions AS
    SELECT oid::regprocedure FROM input.functions f
    WHERE oid NOT IN (SELECT function FROM input.answered) AND proname NOT IN ('sync_auth_users', 'enable_realtime', 'note_own_parts', 'unportable_changes');
