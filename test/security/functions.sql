-- Calls of every function, by everybody.

-- Names of a set of people; the words all and - for everybody and nobody.
CREATE FUNCTION world.names(ids uuid[]) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN count(*) = 0 THEN '-' WHEN count(*) = 11 THEN 'all'
        ELSE string_agg(world.name_in(id::text), ' ' ORDER BY world.name_in(id::text) COLLATE "C") END
    FROM unnest(names.ids) AS id;
END;

-- A call as the files write it, spelled out: capital letters stand for people's ids, nX for a
-- notification's, rXY for a request's, iXY for an invitation's; functions are those of the schema coaching.
CREATE FUNCTION world.call_text(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    piece text;
    is_quoted boolean := false;
    function name;
    spelled text := '';
BEGIN
    FOREACH piece IN ARRAY string_to_array(call, '''') LOOP
        IF is_quoted THEN
            spelled := spelled || quote_literal(piece);
        ELSE
            piece := regexp_replace(piece, '\m(n?[A-Z]|[ri][A-Z]{2})\M', 'world.id(''\1'')', 'g');
            FOR function IN SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'coaching'::regnamespace LOOP
                piece := regexp_replace(piece, '(?<![.\w])' || function || '\(', 'coaching.' || function || '(', 'g');
            END LOOP;
            spelled := spelled || piece;
        END IF;
        is_quoted := NOT is_quoted;
    END LOOP;
    RETURN spelled;
END $$;

-- An answer as the files write it: names for keys, words for truth values, nothing for no answer.
CREATE FUNCTION world.answer_text(answer text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    key text;
BEGIN
    IF answer IS NULL THEN RETURN '-'; END IF;
    IF answer = '' THEN RETURN 'done'; END IF;
    IF answer IN ('t', 'true') THEN RETURN 'yes'; END IF;
    IF answer IN ('f', 'false') THEN RETURN 'no'; END IF;
    FOR key IN SELECT (regexp_matches(answer, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g'))[1] LOOP
        answer := replace(answer, key, world.name_in(key));
    END LOOP;
    RETURN answer;
END $$;

-- Functions that only triggers and the planner call have no arguments anybody could give.
CREATE FUNCTION world.is_internal(function name) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT bool_and(p.prorettype IN ('trigger'::regtype, 'internal'::regtype, 'event_trigger'::regtype))
    FROM pg_proc p WHERE p.pronamespace = 'coaching'::regnamespace AND p.proname = is_internal.function;
END;

CREATE FUNCTION world.answer(kind text, call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome world.outcome;
    function name := substring(call FROM '^([a-z_0-9]+)\(\)$');
BEGIN
    IF world.is_internal(function) THEN
        RETURN (SELECT CASE WHEN bool_or(has_function_privilege(m.database_role, p.oid, 'EXECUTE'))
                THEN 'may call' ELSE 'denied' END
            FROM pg_proc p, world.people m
            WHERE p.pronamespace = 'coaching'::regnamespace AND p.proname = function AND m.kind = answer.kind);
    END IF;
    outcome := world.attempt(kind, 'SELECT (' || world.call_text(call) || ')::text');
    IF outcome.sqlstate IS NULL THEN RETURN world.answer_text(outcome.answer); END IF;
    RETURN world.word_for(outcome);
END $$;

-- Names of the calls' functions; those of the schema that are missing there fail.
CREATE FUNCTION world.uncalled(calls text[]) RETURNS SETOF name LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT DISTINCT p.proname FROM pg_proc p
    WHERE p.pronamespace = 'coaching'::regnamespace
        AND NOT EXISTS (SELECT FROM unnest(uncalled.calls) AS call WHERE call ~ ('\m' || p.proname || '\('));
END;
