-- hostile_path: a schema full of look-alikes, first in the search path, is never asked.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;

-- Whatever is asked here raises an alarm: functions, operators, casts and tables by the names the extension uses.
CREATE SCHEMA lookalike;
GRANT USAGE ON SCHEMA lookalike TO PUBLIC;
CREATE FUNCTION lookalike.alarm() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'asked the look-alike'; END $$;
CREATE FUNCTION lookalike.lower(text) RETURNS text LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN $1 END';
CREATE FUNCTION lookalike.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN pg_catalog.now() END';
CREATE FUNCTION lookalike.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN pg_catalog.now() END';
CREATE FUNCTION lookalike.array_append(text[], text) RETURNS text[] LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN $1 END';
CREATE FUNCTION lookalike.array_remove(text[], text) RETURNS text[] LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN $1 END';
CREATE FUNCTION lookalike.array_position(text[], text) RETURNS int LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN 1 END';
CREATE FUNCTION lookalike.cardinality(text[]) RETURNS int LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN 1 END';
CREATE FUNCTION lookalike.octet_length(text) RETURNS int LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN 1 END';
CREATE FUNCTION lookalike.jsonb_typeof(jsonb) RETURNS text LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN ''object'' END';
CREATE FUNCTION lookalike.uuid_equal(uuid, uuid) RETURNS boolean LANGUAGE sql AS 'SELECT lookalike.alarm()';
CREATE FUNCTION lookalike.text_equal(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT lookalike.alarm()';
CREATE FUNCTION lookalike.int_less(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT lookalike.alarm()';
CREATE FUNCTION lookalike.text_like(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT lookalike.alarm()';
CREATE FUNCTION lookalike.int_plus(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT CASE WHEN lookalike.alarm() THEN 1 END';
CREATE OPERATOR lookalike.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = lookalike.uuid_equal);
CREATE OPERATOR lookalike.= (LEFTARG = text, RIGHTARG = text, FUNCTION = lookalike.text_equal);
CREATE OPERATOR lookalike.< (LEFTARG = integer, RIGHTARG = integer, FUNCTION = lookalike.int_less);
CREATE OPERATOR lookalike.~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = lookalike.text_like);
CREATE OPERATOR lookalike.+ (LEFTARG = integer, RIGHTARG = integer, FUNCTION = lookalike.int_plus);
CREATE TABLE lookalike.users (id uuid, roles text[]);
CREATE TABLE lookalike.pg_class (oid oid, relname text);
CREATE DOMAIN lookalike.uuid AS text CHECK (lookalike.alarm());
CREATE DOMAIN lookalike.text AS pg_catalog.text CHECK (lookalike.alarm());
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA lookalike TO PUBLIC;
-- (statements name what they mean themselves, so that only the extension's insides are tested)
CREATE FUNCTION asked(asker text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    rows bigint;
BEGIN
    CALL be(asker);
    PERFORM set_config('search_path', 'lookalike, pg_catalog, public', true);
    EXECUTE statement;
    GET DIAGNOSTICS rows = ROW_COUNT;
    PERFORM pg_catalog.set_config('search_path', 'public', true);
    CALL be_trusted();
    RETURN rows;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
END $$;

ALTER FUNCTION id SET search_path = pg_catalog, public;

-- the trap works
SELECT asked('ada', 'SELECT lower(''X'')'), asked('ada', 'SELECT 1 + 1'), asked('ada', 'SELECT ''a''::pg_catalog.text = ''a''::pg_catalog.text');

-- a new session's first statements are parsed under that path as well
\c -
SET client_min_messages = warning;
SELECT asked(asker, statement) AS outcome, statement FROM (VALUES
    (1, 'ada', 'SELECT coaching.add_user_role(id(''cora''), ''trainer'')'),
    (2, 'ada', 'SELECT coaching.promote_to_coach(id(''cora''), ''{yoga}'', ''bio'')'),
    (3, 'ada', 'SELECT coaching.demote_coach(id(''cora''))'),
    (4, 'ada', 'SELECT coaching.remove_user_role(id(''cora''), ''client'')'),
    (5, 'ada', 'SELECT coaching.assign_trainer(id(''cora''), id(''tina''))'),
    (6, 'ada', 'SELECT coaching.set_primary_trainer(id(''cora''), id(''tina''))'),
    (7, 'tina', 'SELECT coaching.trainer_capacity(id(''tina''))'),
    (8, 'tina', 'SELECT coaching.is_trainer_at_capacity(id(''tina''))'),
    (9, 'tina', 'SELECT coaching.get_connections(''c'')'),
    (10, 'carl', 'SELECT coaching.search_trainers(''tina'', ''{}'', ''gym'', 50, NULL)'),
    (11, 'carl', 'SELECT coaching.can_message(id(''tina''))'),
    (12, 'carl', 'SELECT coaching.get_member_active_trainer(id(''carl''))'),
    (13, 'tina', 'SELECT coaching.can_access(id(''carl''), ''profile'')'),
    (14, 'tina', 'SELECT coaching.knows(id(''carl''))'),
    (15, 'tina', 'SELECT coaching.visible_ids(''known'')'),
    (16, 'tina', 'SELECT id FROM coaching.users'),
    (17, 'tina', 'SELECT id FROM coaching.trainer_clients'),
    (18, 'carl', 'UPDATE coaching.trainer_clients SET status = ''paused'''),
    (19, 'carl', 'UPDATE coaching.trainer_clients SET status = ''active'''),
    (20, 'carl', 'UPDATE coaching.users SET full_name = ''C''::pg_catalog.text, time_zone = ''Europe/Berlin''::pg_catalog.text'),
    (21, 'carl', 'INSERT INTO coaching.client_profiles (client_id) VALUES (coaching.uid())'),
    (22, 'carl', 'INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (coaching.uid(), id(''tina''))'),
    (23, 'carl', 'SELECT coaching.mark_notifications_read(''{}'')'),
    (24, 'ada', 'SELECT coaching.claim_notifications()'),
    (25, 'ada', 'SELECT coaching.prune_events(''1 day'')'),
    (27, 'tina', 'INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, location) SELECT coaching.uid(), d, ''06:00'', ''24:00'', ''Gym''::pg_catalog.text FROM pg_catalog.generate_series(0, 6) d'),
    (28, 'tina', 'INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (coaching.uid(), ''2040-01-02'', ''[{"start": "10:00", "end": "14:00", "session_mode": "gym"}]'')'),
    (29, 'tina', 'INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, reason) VALUES (coaching.uid(), ''2040-02-01'', ''2040-02-02'', ''sea''::pg_catalog.text)'),
    (30, 'tina', 'SELECT coaching.is_trainer_available(coaching.uid(), ''2040-01-02 10:00+00'')'),
    (31, 'tina', 'SELECT coaching.explain_availability(coaching.uid(), ''2040-02-01 10:00+00'')'),
    (32, 'tina', 'SELECT coaching.get_available_slots(coaching.uid(), ''2040-01-01'', ''2040-01-02'', 60, 60)'),
    (33, 'tina', 'SELECT coaching.next_available_slot(coaching.uid(), ''2040-01-01 10:00+00'')'),
    (34, 'ada', 'SELECT coaching.find_available_trainers(''2040-01-01 10:00+00'', 60, NULL, ''gym'')'),
    (35, 'ada', 'SELECT coaching.book_session(id(''tina''), id(''cora''), ''2040-01-02 10:00+00'', idempotency_key => ''00000000-0000-0000-0000-000000000001'')'),
    (36, 'ada', 'SELECT coaching.book_session(id(''tina''), id(''cora''), ''2040-01-02 10:00+00'', idempotency_key => ''00000000-0000-0000-0000-000000000001'')'),
    (37, 'tina', 'SELECT coaching.find_booking_conflicts(coaching.uid(), ''2040-01-02 10:00+00'')'),
    (38, 'tina', 'SELECT coaching.confirm_booking(id) FROM coaching.bookings'),
    (39, 'tina', 'SELECT coaching.reschedule_booking(id, ''2040-01-02 12:00+00'') FROM coaching.bookings'),
    (40, 'tina', 'SELECT coaching.cancel_booking(id, ''rain'') FROM coaching.bookings'),
    (41, 'tina', 'SELECT coaching.book_series(coaching.uid(), id(''cora''), ''2040-01-03 10:00+00'', 3)'),
    (42, 'tina', 'SELECT coaching.book_series(coaching.uid(), id(''cora''), ''2040-01-10 10:30+00'', 3, 60, ''skip'')'),
    (43, 'tina', 'SELECT coaching.cancel_series(series_id) FROM coaching.bookings WHERE series_id IS NOT NULL LIMIT 1'),
    (44, 'tina', 'SELECT coaching.time_off_conflicts(id) FROM coaching.trainer_time_off'),
    (45, 'tina', 'INSERT INTO coaching.bookings (trainer_id, client_id, session_date, override_availability) VALUES (coaching.uid(), id(''cora''), ''2020-01-01 03:00+00'', true)'),
    (46, 'tina', 'UPDATE coaching.bookings SET status = ''no_show''::pg_catalog.text WHERE override_availability'),
    (47, 'ada', 'UPDATE coaching.trainer_clients SET status = ''completed'' WHERE client_id OPERATOR(pg_catalog.=) id(''cora'')'),
    (60, 'tina', 'INSERT INTO coaching.coach_profiles (user_id, bio, specializations) VALUES (coaching.uid(), ''x'', ''{yoga}'')'),
    (61, 'tina', 'UPDATE coaching.instructors SET bio = ''y''::pg_catalog.text, years_experience = 3 WHERE id OPERATOR(pg_catalog.=) coaching.uid()'),
    (62, 'ada', 'INSERT INTO coaching.trainer_assignments (trainer_id, member_id, assigned_by) VALUES (id(''tina''), id(''cora''), coaching.uid())'),
    (63, 'tina', 'UPDATE coaching.coach_client_relationships SET coach_notes = ''z'' WHERE client_id OPERATOR(pg_catalog.=) id(''cora'') AND terminated_at IS NULL'),
    (64, 'cora', 'UPDATE coaching.trainer_connections SET status = ''blocked'''),
    (65, 'cora', 'SELECT id FROM coaching.trainer_connections'),
    (66, 'ada', 'UPDATE coaching.profiles SET is_admin = true WHERE id OPERATOR(pg_catalog.=) id(''cora'')'),
    (26, 'ada', 'SELECT coaching.session_refresh_required(), coaching.pre_request(), coaching.is_admin(), coaching.new_id()')
) s (n, asker, statement) ORDER BY n;

-- a temporary table in front of everything is not asked either
SET search_path = public;
CREATE TEMP TABLE users (id uuid, roles text[]);
CREATE TEMP TABLE trainer_clients (id uuid);
SET search_path = pg_temp, lookalike, public;
SELECT coaching.is_admin(), coaching.get_trainer_client_count('00000000-0000-0000-0000-000000000000');
SET search_path = '';
SELECT coaching.is_admin(), coaching.get_trainer_client_count('00000000-0000-0000-0000-000000000000');
RESET search_path;

ALTER FUNCTION id RESET search_path;
DROP FUNCTION asked;
DROP SCHEMA lookalike CASCADE;
