-- What the tests below share: people by their first names, and sentences about what they may do.
-- Nothing here is about the extension itself; it needs no privileges of its own.
SET client_min_messages = warning;

-- A person's id is made of the name, so that every run prints the same.
CREATE FUNCTION id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT md5(name)::uuid $$;

-- The names that have been used, to print people instead of ids.
CREATE TABLE names (id uuid PRIMARY KEY, name text NOT NULL);
GRANT SELECT ON names TO PUBLIC;
CREATE FUNCTION who(id uuid) RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT coalesce((SELECT name FROM names WHERE names.id = who.id), '?') WHERE who.id IS NOT NULL $$;

-- A person with roles, made by a trusted caller.
CREATE PROCEDURE person(name text, VARIADIC roles text[] DEFAULT '{client}') LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO names VALUES (id(name), name) ON CONFLICT DO NOTHING;
    INSERT INTO coaching.users (id, full_name, email, roles)
    VALUES (id(name), initcap(name), name || '@gym.test', roles);
END $$;

-- From here on the session speaks for that person, through the role of people who sign in.
CREATE PROCEDURE be(name text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('coaching.user_id', id(name)::text, false);
    PERFORM set_config('role', 'authenticated', false);
END $$;

-- Somebody who has not signed in.
CREATE PROCEDURE be_nobody() LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('coaching.user_id', '', false);
    PERFORM set_config('role', 'anon', false);
END $$;

-- A trusted caller again.
CREATE PROCEDURE be_trusted() LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('role', 'none', false);
    PERFORM set_config('coaching.user_id', '', false);
END $$;

-- Runs a statement and says what came of it: how many rows, or the refusal as SQLSTATE, word,
-- message and what else DETAIL tells.
CREATE FUNCTION attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    rows bigint;
    detail text;
    facts jsonb;
BEGIN
    EXECUTE statement;
    GET DIAGNOSTICS rows = ROW_COUNT;
    RETURN CASE rows WHEN 1 THEN '1 row' ELSE rows || ' rows' END;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    IF detail NOT LIKE '{"error":%' THEN RETURN SQLSTATE || ' ' || SQLERRM; END IF;
    facts := detail::jsonb - 'error';
    RETURN concat_ws(' ', SQLSTATE, (detail::jsonb ->> 'error') || ':', SQLERRM, nullif(facts, '{}'));
END $$;

-- Everybody and everything gone.
CREATE PROCEDURE clean_slate() LANGUAGE plpgsql AS $$
BEGIN
    CALL be_trusted();
    TRUNCATE coaching.users, coaching.settings, coaching.match_weights, coaching.audit_log, names CASCADE;
END $$;
