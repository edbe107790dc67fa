-- Rights, row_security and search_path taken on inside C++ end with it, however it ends.

-- Roles belong to the whole server; a run that broke off may have left them.
DROP ROLE IF EXISTS bridge_owner, bridge_caller;
CREATE ROLE bridge_owner;
CREATE ROLE bridge_caller;
GRANT CREATE ON DATABASE :"DBNAME" TO bridge_owner;
CREATE SCHEMA coaching AUTHORIZATION bridge_owner;
CREATE TABLE coaching.users (id int);
ALTER TABLE coaching.users OWNER TO bridge_owner;
INSERT INTO coaching.users VALUES (1);
GRANT USAGE ON SCHEMA tap TO bridge_caller;

-- Everything about the session that a scope changes.
CREATE FUNCTION tap.rights() RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', current_user, current_setting('row_security'), current_setting('search_path'),
        bridge.owner_scope_active(), bridge.witnesses_alive())
$$;
CREATE FUNCTION tap.kept_by(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    before text := tap.rights(); error jsonb; inside text;
BEGIN
    error := tap.error_of(statement);
    IF error IS NULL THEN RETURN 'no error'; END IF;
    IF tap.rights() <> before THEN RETURN tap.rights() || ' instead of ' || before; END IF;
    RETURN error ->> 'state';
END $$;

SET ROLE bridge_caller;
SET row_security = off;
SET search_path = public, pg_catalog;

SELECT tap.is('the owner''s rights come with row security and the fixed path', who || ' ' || row_security,
    'bridge_owner on') FROM bridge.rights_as_owner();
SELECT tap.is('and end with the call', tap.rights(), 'bridge_caller off public, pg_catalog f 0');
-- A transaction's end would put it right by itself.
BEGIN;
SELECT bridge.execute_in_many_scopes('SELECT 1');
SELECT tap.is('not only with the transaction', tap.rights(), 'bridge_caller off public, pg_catalog f 0');
COMMIT;
SELECT tap.is('a table of the owner is reached as owner',
    tap.state('SELECT bridge.execute_as_owner(''SELECT FROM coaching.users'')'), 'none');
SELECT tap.is('and not before or after', tap.state('SELECT FROM coaching.users'), '42501');

SELECT tap.is(name || ' in the owner''s scope leaves role, row security, path and depth as they were',
    tap.kept_by(statement), state)
FROM (VALUES
    ('an error', 'SELECT bridge.execute_as_owner(''SELECT 1/0'')', '22012'),
    ('an error in many scopes', 'SELECT bridge.execute_in_many_scopes(''SELECT 1/0'')', '22012'),
    ('an error of an inner level', 'SELECT bridge.execute_as_owner(''SELECT bridge.execute_in_many_scopes(''''SELECT 1/0'''')'')', '22012'),
    ('a refusal of an inner level', 'SELECT bridge.execute_in_many_scopes(''SELECT bridge.refuse(2)'')', 'PT404'),
    ('an error after SET inside', 'SELECT bridge.execute_as_owner(''SET search_path = nowhere; SELECT 1/0'')', '22012'),
    ('an error after SET LOCAL inside', 'SELECT bridge.execute_as_owner(''SET LOCAL row_security = off; SELECT 1/0'')', '22012'),
    ('SET ROLE', 'SELECT bridge.execute_as_owner(''SET ROLE bridge_caller'')', '42501')
) cases (name, statement, state);

SELECT tap.is('a failed attempt in the owner''s scope ends the scope',
    bridge.attempt_as_owner('SELECT 1/0', 'SELECT 1') || ' ' || tap.rights(),
    '22012 bridge_caller off public, pg_catalog f 0');
SELECT tap.is('a good attempt too',
    bridge.attempt_as_owner('SELECT 1', 'SELECT 1') || ' ' || tap.rights(),
    'none bridge_caller off public, pg_catalog f 0');
SELECT tap.is('after a failed attempt the owner''s tables are closed again',
    tap.said($q$SELECT bridge.attempt_as_owner('SELECT 1/0', 'SELECT FROM coaching.users')$q$),
    '42501 permission denied for schema coaching');

-- PL/pgSQL catches inside the owner's scope: the scope goes on, and ends as it should.
RESET ROLE;
CREATE FUNCTION public.caught_inside() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    before text := tap.rights();
BEGIN
    BEGIN
        PERFORM bridge.execute_in_many_scopes('SELECT 1/0');
    EXCEPTION WHEN division_by_zero THEN
        IF tap.rights() <> before THEN RAISE EXCEPTION '% instead of %', tap.rights(), before; END IF;
    END;
    IF current_user <> 'bridge_owner' OR NOT bridge.owner_scope_active() THEN
        RAISE EXCEPTION 'the outer scope ended too early: %', tap.rights();
    END IF;
END $$;
GRANT USAGE ON SCHEMA tap, public TO bridge_owner;
SET ROLE bridge_caller;
SELECT tap.is('an error caught inside the owner''s scope ends the inner scopes and not the outer',
    tap.said('SELECT bridge.execute_as_owner(''SELECT public.caught_inside()'')') || ' ' || tap.rights(),
    'none bridge_caller off public, pg_catalog f 0');

-- The same for errors at top level.
\set ON_ERROR_STOP 0
SELECT bridge.execute_in_many_scopes('SELECT 1/0');
BEGIN;
SAVEPOINT here;
SELECT bridge.execute_as_owner('SELECT bridge.refuse(1)');
ROLLBACK TO here;
\set ON_ERROR_STOP 1
SELECT tap.is('an error rolled back to a savepoint leaves everything as it was', tap.rights(),
    'bridge_caller off public, pg_catalog f 0');
COMMIT;
SELECT tap.is('errors at top level too', tap.rights(), 'bridge_caller off public, pg_catalog f 0');

-- SET LOCAL of the caller and SET of a function around C++.
BEGIN;
SET LOCAL search_path = pg_catalog, tap;
SELECT tap.is('a transaction''s own path is there again after an error inside',
    kept_by('SELECT bridge.execute_in_many_scopes(''SELECT 1/0'')') || ' ' || current_setting('search_path'),
    '22012 pg_catalog, tap');
COMMIT;
SELECT tap.is('and gone with it', current_setting('search_path'), 'public, pg_catalog');

RESET ROLE;
RESET row_security;
RESET search_path;
DROP SCHEMA coaching CASCADE;
SELECT tap.is('without the extension''s tables the owner''s scope is refused with advice',
    error ->> 'state' || ' ' || bridge.owner_scope_active(), '3F000 false')
FROM tap.error_of('SELECT bridge.rights_as_owner()') error;
REVOKE ALL ON DATABASE :"DBNAME" FROM bridge_owner;
DROP OWNED BY bridge_owner, bridge_caller;
DROP ROLE bridge_owner, bridge_caller;
