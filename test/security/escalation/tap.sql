-- What an attempt came to, in one word or a number of rows, against what it should come to.
CREATE FUNCTION world.result(kind text, statement text, first text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome world.outcome := world.attempt(kind, statement, first);
BEGIN
    IF outcome.sqlstate IS NOT NULL THEN RETURN world.word_for(outcome); END IF;
    IF statement ~* '^\s*(select|values|with)' OR statement ~* '\mreturning\M' THEN
        RETURN world.answer_text(outcome.answer);
    END IF;
    RETURN outcome.row_count || CASE outcome.row_count WHEN 1 THEN ' row' ELSE ' rows' END;
END $$;

CREATE FUNCTION world.line(sentence text, got text, wanted text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN line.got IS NOT DISTINCT FROM line.wanted THEN 'ok - ' || line.sentence
        ELSE 'not ok - ' || line.sentence || E'\n#      got: ' || coalesce(line.got, 'NULL')
            || E'\n# expected: ' || coalesce(line.wanted, 'NULL') END;
END;

-- try(SENTENCE, KIND OF PERSON, STATEMENT, WANTED): one test line.
CREATE FUNCTION world.try(sentence text, kind text, statement text, wanted text, first text DEFAULT NULL)
RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN world.line(sentence, world.result(kind, statement, first), wanted);
END $$;

-- The same with a session whose token, or coaching.user_id, is given as it stands.
CREATE FUNCTION world.try_token(sentence text, claims text, user_id text, statement text, wanted text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    got text;
BEGIN
    BEGIN
        PERFORM set_config('request.jwt.claims', claims, true), set_config('coaching.user_id', user_id, true);
        SET LOCAL ROLE authenticated;
        EXECUTE statement INTO got;
        got := world.answer_text(got);
        RAISE SQLSTATE 'UNDO1';
    EXCEPTION WHEN SQLSTATE 'UNDO1' THEN NULL; WHEN OTHERS THEN got := SQLSTATE;
    END;
    RETURN world.line(sentence, got, wanted);
END $$;
