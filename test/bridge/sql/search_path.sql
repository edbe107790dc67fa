-- Statements mean what they say, whoever stands first on the caller's search_path.

CREATE SCHEMA evil;
CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
CREATE FUNCTION evil.add(int, int) RETURNS int LANGUAGE sql AS $$ SELECT 666 $$;
CREATE OPERATOR evil.+ (FUNCTION = evil.add, LEFTARG = int, RIGHTARG = int);
CREATE FUNCTION evil.join(text, text) RETURNS text LANGUAGE sql AS $$ SELECT 'evil' $$;
CREATE OPERATOR evil.|| (FUNCTION = evil.join, LEFTARG = text, RIGHTARG = text);
CREATE FUNCTION evil.more(bigint, int) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE OPERATOR evil.> (FUNCTION = evil.more, LEFTARG = bigint, RIGHTARG = int);
CREATE TABLE evil.pg_am (amname name);
CREATE DOMAIN evil.text AS pg_catalog.text CHECK (false);
CREATE TEMP TABLE pg_am (amname name);
CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (false);

SET search_path = evil, pg_catalog;
SELECT tap.is('the trap is set', (2 + 3) OPERATOR(pg_catalog.||) lower('A'), '666evil');
SELECT tap.is('functions, operators, tables and types of a hostile schema are not used',
    bridge.shadowed('ABC'), 'abc 5 true 7');
SET search_path = pg_temp, evil, pg_catalog;
SELECT tap.is('nor those of pg_temp', bridge.shadowed('ABC'), 'abc 5 true 7');
SELECT tap.is('inside, the path is the fixed one', bridge.path_inside(), 'pg_catalog, pg_temp');
SELECT tap.is('outside, it is the caller''s', current_setting('search_path'), 'pg_temp, evil, pg_catalog');
SET search_path = '';
SELECT tap.is('an empty path is no trouble', bridge.shadowed('ABC'), 'abc 5 true 7');
SET search_path = pg_catalog, pg_temp;
SELECT tap.is('nor is the fixed one', bridge.shadowed('ABC'), 'abc 5 true 7');
BEGIN;
SET LOCAL search_path = evil, pg_catalog;
SELECT tap.is('nor is one set for the transaction', bridge.shadowed('ABC'), 'abc 5 true 7');
ROLLBACK;
RESET search_path;
DISCARD TEMP;

-- Somebody's own trigger beneath our statement.
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id int);
CREATE SCHEMA userland;
CREATE TABLE userland.trail (id int, path text);
CREATE FUNCTION userland.keep() RETURNS trigger LANGUAGE plpgsql SET search_path = userland AS $$
BEGIN
    INSERT INTO trail VALUES (new.id, current_setting('search_path'));
    RETURN new;
END $$;
CREATE TRIGGER keep AFTER INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION userland.keep();
SET search_path = public;
SELECT bridge."order"(7);
SELECT tap.is('a trigger of somebody else''s with its own search_path works beneath our statement',
    id || ' ' || path, '7 userland') FROM userland.trail;
SELECT tap.is('and the caller''s path is there afterwards', current_setting('search_path'), 'public');

CREATE FUNCTION userland.fail() RETURNS trigger LANGUAGE plpgsql SET search_path = userland AS $$
BEGIN
    PERFORM set_config('search_path', 'elsewhere', false);
    RAISE EXCEPTION 'no orders today';
END $$;
CREATE TRIGGER zfail AFTER INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION userland.fail();
SELECT tap.is('when it fails, its message arrives', tap.said('SELECT bridge."order"(8)'), 'P0001 no orders today');
SELECT tap.is('and the caller''s path is there too', current_setting('search_path'), 'public');
