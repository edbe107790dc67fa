-- Acting as somebody of the world, for real: the database role and the token's claims, undone at once.

-- What became of a statement.
CREATE TYPE world.outcome AS (row_count bigint, answer text, sqlstate text, message text, token text);

CREATE FUNCTION world.become(kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    person world.people;
BEGIN
    SELECT * INTO STRICT person FROM world.people AS p WHERE p.kind = become.kind;
    PERFORM set_config('request.jwt.claims', jsonb_strip_nulls(jsonb_build_object(
        'role', person.database_role, 'sub', world.id(person.name)))::text, true);
    EXECUTE format('SET LOCAL ROLE %I', person.database_role);
END $$;

-- One statement as that person, then everything is rolled back. `first` runs before, as the owner. The
-- statement alone meets the search_path of the setting world.search_path, where that is set.
CREATE FUNCTION world.attempt(kind text, statement text, first text DEFAULT NULL) RETURNS world.outcome
LANGUAGE plpgsql AS $$
DECLARE
    outcome world.outcome;
    detail text;
    gives_rows boolean := statement ~* '^\s*(select|values|with)' OR statement ~* '\mreturning\M';
    path text := coalesce(current_setting('world.search_path', true), current_setting('search_path'));
BEGIN
    BEGIN
        IF first IS NOT NULL THEN EXECUTE first; END IF;
        PERFORM world.become(kind);
        PERFORM set_config('search_path', path, true);
        IF gives_rows THEN
            EXECUTE statement INTO outcome.answer;
        ELSE
            EXECUTE statement;
        END IF;
        GET DIAGNOSTICS outcome.row_count = ROW_COUNT;
        RAISE SQLSTATE 'UNDO1';
    EXCEPTION
        WHEN SQLSTATE 'UNDO1' THEN NULL;
        WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS outcome.sqlstate = RETURNED_SQLSTATE, outcome.message = MESSAGE_TEXT,
                detail = PG_EXCEPTION_DETAIL;
            outcome.row_count := NULL;
            outcome.token := substring(detail FROM '"error": *"([a-z_]+)"');
    END;
    RETURN outcome;
END $$;

-- The privilege itself is missing, whatever the row.
CREATE FUNCTION world.is_denied(outcome world.outcome) RETURNS boolean LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT coalesce((is_denied.outcome).sqlstate = '42501' AND (is_denied.outcome).message LIKE 'permission denied for %', false);
END;

-- A refusal in one word.
CREATE FUNCTION world.word_for(outcome world.outcome) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN world.is_denied(word_for.outcome) THEN 'denied'
        WHEN (word_for.outcome).sqlstate IS NULL THEN 'done'
        ELSE coalesce((word_for.outcome).token, (word_for.outcome).sqlstate) END;
END;
