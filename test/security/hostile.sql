-- A schema of somebody who would like our statements to meet their functions and operators. Whoever
-- calls one of them has been caught: each raises an error.
SET client_min_messages = warning;
CREATE SCHEMA hostile;
GRANT USAGE ON SCHEMA hostile TO PUBLIC;

CREATE FUNCTION hostile.caught(uuid, uuid) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE ''caught''; END';
CREATE FUNCTION hostile.caught(text, text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE ''caught''; END';
CREATE FUNCTION hostile.caught(integer, integer) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE ''caught''; END';
CREATE OPERATOR hostile.= (FUNCTION = hostile.caught, LEFTARG = uuid, RIGHTARG = uuid);
CREATE OPERATOR hostile.<> (FUNCTION = hostile.caught, LEFTARG = uuid, RIGHTARG = uuid);
CREATE OPERATOR hostile.= (FUNCTION = hostile.caught, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR hostile.< (FUNCTION = hostile.caught, LEFTARG = integer, RIGHTARG = integer);
CREATE FUNCTION hostile.uid() RETURNS uuid LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END';
CREATE FUNCTION hostile.is_admin() RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION hostile.lower(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END';
CREATE FUNCTION hostile.now() RETURNS timestamptz LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END';
CREATE FUNCTION hostile.array_append(text[], text) RETURNS text[] LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END';
CREATE FUNCTION hostile.array_remove(text[], text) RETURNS text[] LANGUAGE plpgsql AS 'BEGIN RAISE ''caught''; END';
CREATE TABLE hostile.users (id uuid, roles text[] DEFAULT '{admin}', deactivated_at timestamptz);
CREATE TABLE hostile.trainer_clients (trainer_id uuid, client_id uuid, status text DEFAULT 'active');
CREATE TABLE hostile.user_blocks (blocker_id uuid, blocked_id uuid);
GRANT ALL ON ALL TABLES IN SCHEMA hostile TO PUBLIC;
INSERT INTO hostile.users (id) SELECT id FROM coaching.users;
INSERT INTO hostile.trainer_clients (trainer_id, client_id) SELECT a.id, b.id FROM coaching.users a, coaching.users b;
