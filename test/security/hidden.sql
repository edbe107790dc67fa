-- Calls about what is hidden, beside the same calls about what does not exist.

-- The hidden ids in a call, as the files write them: people whom the asker neither knows nor finds in the
-- directory, and rows that do not name the asker. Catalogue entries (kH, tU) are nobody's secret.
CREATE FUNCTION world.hidden_in(call text, asker text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT found[1] FROM regexp_matches(call, '(?<![\w''])(n?[A-Z]|[ri][A-Z]{2})(?![\w''(])|(?<=world\.id\('')([spc]?[TUPEBD][CO])(?=''\))', 'g') AS match,
        LATERAL (SELECT ARRAY[coalesce(match[1], match[2])]) AS f (found)
    WHERE strpos(found[1], asker) = 0
        AND CASE WHEN found[1] ~ '^[A-Z]$' THEN found[1] IN ('N', 'A', 'L', 'D') OR (found[1] IN ('C', 'O') AND asker <> 'U') ELSE true END
$$;

-- What the asker learns: the answer, or the error's every word but the ids.
CREATE FUNCTION world.learns(kind text, call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome world.outcome := world.attempt(kind, 'SELECT (' || world.call_text(call) || ')::text');
BEGIN
    RETURN CASE WHEN outcome.sqlstate IS NULL THEN world.answer_text(outcome.answer)
        ELSE concat_ws(' ', outcome.sqlstate, outcome.token, outcome.message) END;
END $$;

CREATE FUNCTION world.told(calls text[]) RETURNS TABLE (kind text, call text, there text, nowhere text) LANGUAGE sql AS $$
    SELECT p.kind, c, a.there, a.nowhere
    FROM unnest(calls) AS c, world.people p, world.hidden_in(c, p.name) AS hidden,
        LATERAL (SELECT world.learns(p.kind, c) AS there,
            world.learns(p.kind, regexp_replace(regexp_replace(c, '(?<![\w''])' || hidden || '(?![\w''(])', 'world.id(''Q'')', 'g'), '''' || hidden || '''', '''Q''', 'g')) AS nowhere) AS a
    WHERE p.kind IN ('stranger', 'other client', 'other trainer') AND a.there IS DISTINCT FROM a.nowhere
$$;

-- These must: who has an id may write to the person, be spared by them, or ask for their hours.
CREATE TABLE world.may_tell (function name PRIMARY KEY, why text NOT NULL);
INSERT INTO world.may_tell VALUES
    ('block_user', 'anybody may be kept away, also somebody one has not met'),
    ('explain_availability', 'whoever was given the id of an unlisted trainer may ask them, as with send_connection_request');
