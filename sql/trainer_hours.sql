-- trainer_hours: weekly hours, dates that differ and time off: who writes and sees them, what makes sense, and
-- what the clocks make of them.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;

-- When a trainer is open on some dates, as the slots tell it: stretches on the trainer's own clock.
CREATE FUNCTION opens(trainer text, from_date date, to_date date DEFAULT NULL) RETURNS TABLE (opens text, closes text, lasts interval) LANGUAGE sql AS $$
    SELECT to_char(lower(stretch) AT TIME ZONE u.time_zone, 'Dy YYYY-MM-DD HH24:MI'), to_char(upper(stretch) AT TIME ZONE u.time_zone, 'Dy HH24:MI'), upper(stretch) - lower(stretch)
    FROM coaching.users u, LATERAL (SELECT unnest(range_agg(tstzrange(starts_at, ends_at))) AS stretch FROM coaching.get_available_slots(u.id, from_date, coalesce(to_date, from_date), 5, 5)) s
    WHERE u.id = id(trainer) ORDER BY stretch $$;
-- Statements as everybody, undone.
CREATE FUNCTION everybody(statement text) RETURNS TABLE (person text, outcome text) LANGUAGE plpgsql AS $$
BEGIN
    FOREACH person IN ARRAY '{tina,tom,carl,cora,ada}'::text[] LOOP
        BEGIN
            CALL be(person);
            outcome := attempt(statement);
            RAISE SQLSTATE 'UNDO1';
        EXCEPTION WHEN SQLSTATE 'UNDO1' THEN RETURN NEXT;
        END;
        CALL be_trusted();
    END LOOP;
END $$;

-- A trainer has hours, exceptions and time off of their own; an admin keeps everybody's, nobody else anybody's.
SELECT * FROM everybody($$INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tina'), 1, '09:00', '17:00')$$);
SELECT * FROM everybody($$INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tina'), '2040-01-03', '[{"start": "10:00", "end": "14:00"}]')$$);
SELECT * FROM everybody($$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tina'), '2040-01-03', '2040-01-03')$$);
SELECT attempt($$INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('carl'), 1, '09:00', '17:00')$$) AS a_client_has_none;
CALL be('tina');
-- 2040-01-02 is a Monday
INSERT INTO coaching.trainer_availability (id, trainer_id, day_of_week, start_time, end_time, location) VALUES (id('monday'), id('tina'), 1, '09:00', '17:00', 'Main Street 1');
INSERT INTO coaching.availability_overrides (id, trainer_id, date, windows) VALUES (id('third'), id('tina'), '2040-01-03', '[{"start": "10:00", "end": "14:00"}]');
INSERT INTO coaching.trainer_time_off (id, trainer_id, start_date, end_date, type, reason) VALUES (id('week'), id('tina'), '2040-02-06', '2040-02-12', 'vacation', 'Beach holiday');
-- whoever knows her sees when she works; why she is away is hers and the house's
SELECT s.person, s.outcome AS hours, o.outcome AS exceptions, t.outcome AS time_off FROM everybody('SELECT * FROM coaching.trainer_availability') s
    JOIN everybody('SELECT * FROM coaching.availability_overrides') o USING (person) JOIN everybody('SELECT * FROM coaching.trainer_time_off') t USING (person);
SELECT u.person, u.outcome AS changes, d.outcome AS takes_away FROM everybody('UPDATE coaching.trainer_availability SET start_time = ''10:00''') u JOIN everybody('DELETE FROM coaching.trainer_availability') d USING (person);
SELECT u.person, u.outcome AS changes, d.outcome AS takes_away FROM everybody('UPDATE coaching.availability_overrides SET windows = ''[]''') u JOIN everybody('DELETE FROM coaching.availability_overrides') d USING (person);
SELECT u.person, u.outcome AS changes, d.outcome AS takes_away FROM everybody('UPDATE coaching.trainer_time_off SET end_date = ''2040-02-13''') u JOIN everybody('DELETE FROM coaching.trainer_time_off') d USING (person);
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'paused';
SELECT person, outcome AS while_paused FROM everybody('SELECT * FROM coaching.trainer_availability') WHERE person = 'carl';
UPDATE coaching.trainer_clients SET status = 'completed';
SELECT person, outcome AS afterwards FROM everybody('SELECT * FROM coaching.trainer_availability') WHERE person = 'carl';
SELECT attempt($$UPDATE coaching.trainer_availability SET trainer_id = id('tom')$$), attempt($$UPDATE coaching.trainer_time_off SET id = coaching.new_id()$$);
SELECT * FROM opens('tina', '2040-01-01', '2040-01-09');

-- Time off is before an exception, an exception before the weekly hours; what is taken back opens again.
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tina'), '2040-02-06', '[{"start": "10:00", "end": "14:00"}]'), (id('tina'), '2040-02-20', '[]');
SELECT * FROM opens('tina', '2040-02-05', '2040-02-27');
DELETE FROM coaching.trainer_time_off;
DELETE FROM coaching.availability_overrides WHERE date = '2040-02-20';
SELECT * FROM opens('tina', '2040-02-05', '2040-02-27');
-- hours that begin and end
UPDATE coaching.trainer_availability SET effective_from = '2040-02-20', effective_until = '2040-02-27';
SELECT * FROM opens('tina', '2040-02-07', '2040-03-31');

-- What makes no sense.
CREATE FUNCTION hours_attempt(day text, from_ text, until text, mode text DEFAULT NULL, first date DEFAULT NULL, last date DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode, effective_from, effective_until) VALUES (id(''tom''), %L, %L, %L, %L, %L, %L)', day, from_, until, mode, first, last)) $$;
SELECT hours_attempt('7', '09:00', '17:00'), hours_attempt('-1', '09:00', '17:00');
SELECT hours_attempt('1', '24:00', '02:00'), hours_attempt('1', '09:00', '24:01');
SELECT hours_attempt('1', '09:00', '17:00', 'beach');
SELECT hours_attempt('1', '09:00', '17:00', NULL, '2040-01-02', '2040-01-01'), hours_attempt('1', '09:00', '17:00', NULL, '-infinity', '2040-01-01');
SELECT attempt($$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tom'), '2040-01-02', '2040-01-01')$$),
    attempt($$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tom'), '2040-01-02', 'infinity')$$);
SELECT attempt($$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, type) VALUES (id('tom'), '2040-01-02', '2040-01-02', 'party')$$);
SELECT attempt($$INSERT INTO coaching.availability_overrides (trainer_id, date) VALUES (id('tom'), 'infinity')$$);
INSERT INTO coaching.availability_overrides (trainer_id, date) VALUES (id('tom'), '2040-01-02');
SELECT attempt($$INSERT INTO coaching.availability_overrides (trainer_id, date) VALUES (id('tom'), '2040-01-02')$$) AS one_for_a_date;
SELECT windows, split_part(attempt(format('UPDATE coaching.availability_overrides SET windows = %L WHERE trainer_id = id(''tom'')', windows)), ':', 1) AS outcome FROM (VALUES
    (1, '[]'), (2, '{}'), (3, 'null'), (4, '"10:00"'), (5, '[1]'), (6, '[null]'), (7, '[[]]'), (8, '[{}]'), (9, '[{"start": "10:00"}]'), (10, '[{"end": "10:00"}]'), (11, '[{"start": null, "end": "10:00"}]'),
    (12, '[{"start": "10:00", "end": "14:00"}]'), (13, '[{"start": "10:00:30", "end": "14:00:30"}]'), (14, '[{"start": "10:00", "end": "24:00"}]'), (15, '[{"start": "24:00", "end": "02:00"}]'), (16, '[{"start": "22:00", "end": "02:00"}]'),
    (17, '[{"start": "10:00", "end": "25:00"}]'), (18, '[{"start": "ten", "end": "14:00"}]'), (19, '[{"start": 10, "end": 14}]'), (20, '[{"start": "now", "end": "24:00"}]'), (21, '[{"start": "10:00", "end": "2040-01-01 14:00"}]'),
    (22, '[{"start": "10:00+02", "end": "14:00"}]'), (23, '[{"start": "10:00 pm", "end": "14:00"}]'), (24, '[{"start": "10:00", "end": "14:00", "session_mode": "gym", "location": "Hall 2"}]'),
    (25, '[{"start": "10:00", "end": "14:00", "session_mode": "beach"}]'), (26, '[{"start": "10:00", "end": "14:00", "session_mode": null, "location": null}]'), (27, '[{"from": "10:00", "start": "10:00", "end": "14:00"}]'),
    (28, '[{"start": "10:00", "end": "14:00", "location": 7}]'), (29, '[{"start": "10:00", "end": "14:00"}, {"start": "10:00", "end": "9"}]')) AS w (n, windows) ORDER BY n;
SELECT n AS windows, split_part(attempt(format('UPDATE coaching.availability_overrides SET windows = (SELECT jsonb_agg(''{"start": "10:00", "end": "14:00"}''::jsonb) FROM generate_series(1, %s)) WHERE trainer_id = id(''tom'')', n)), ':', 1) AS outcome FROM unnest('{100,101}'::int[]) n;
DELETE FROM coaching.availability_overrides;

-- Windows up to midnight and past it; touching and overlapping windows are one.
CREATE FUNCTION weekly(windows text) RETURNS TABLE (opens text, closes text, lasts interval) LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM coaching.trainer_availability;
    INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
        SELECT id('tom'), split_part(w, ' ', 1)::int, split_part(w, ' ', 2)::time, split_part(w, ' ', 3)::time FROM unnest(string_to_array(windows, ', ')) w;
    RETURN QUERY SELECT * FROM opens('tom', '2040-01-01', '2040-01-07');
END $$;
SELECT * FROM weekly('1 22:00 24:00');
SELECT * FROM weekly('1 22:00 02:00');
SELECT * FROM weekly('1 22:00 24:00, 2 00:00 02:00');
SELECT * FROM weekly('1 09:00 12:00, 1 12:00 15:00, 1 14:00 16:00, 1 16:05 17:00');
-- one that ends when it begins lasts a day, and a whole week is one stretch
SELECT * FROM weekly('1 09:00 09:00');
SELECT * FROM weekly('0 00:00 24:00, 1 00:00 24:00, 2 00:00 24:00, 3 00:00 24:00, 4 00:00 24:00, 5 00:00 24:00, 6 00:00 24:00');
-- Saturday night belongs to Saturday: a day off then takes all of it, one on Sunday what is after midnight
SELECT * FROM weekly('6 22:00 03:00');
INSERT INTO coaching.trainer_time_off (id, trainer_id, start_date, end_date) VALUES (id('off'), id('tom'), '2040-01-08', '2040-01-08');
SELECT * FROM opens('tom', '2040-01-07', '2040-01-08');
UPDATE coaching.trainer_time_off SET start_date = '2040-01-07', end_date = '2040-01-07';
SELECT * FROM opens('tom', '2040-01-07', '2040-01-08');
DELETE FROM coaching.trainer_time_off;

-- The clocks: hours are wall time in the trainer's zone. What the clock skips begins later, what it shows twice begins with the first and ends with the second.
CREATE FUNCTION on_clock(zone text, on_ date, from_ time, until time) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    UPDATE coaching.users SET time_zone = zone WHERE id = id('tom');
    DELETE FROM coaching.trainer_availability;
    INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, effective_from, effective_until) VALUES (id('tom'), extract(dow FROM on_), from_, until, on_, on_);
    PERFORM set_config('timezone', zone, true);
    RETURN (SELECT string_agg(format('%s to %s: %s h', to_char(lower(stretch), 'MM-DD HH24:MI OF'), to_char(upper(stretch), 'MM-DD HH24:MI OF'), round(extract(epoch FROM upper(stretch) - lower(stretch)) / 3600, 2)), '; ')
        FROM (SELECT unnest(range_agg(tstzrange(starts_at, ends_at))) AS stretch FROM coaching.get_available_slots(id('tom'), on_ - 1, on_ + 2, 5, 5)) s);
END $$;
SELECT zone, on_ - eve AS date, w.from_ || ' to ' || w.until AS hours, coalesce(on_clock(zone, on_ - eve, w.from_::time, w.until::time), '-') AS "open"
FROM (VALUES (1, 'America/New_York', date '2040-03-11'), (2, 'America/New_York', '2040-11-04'), (3, 'Europe/London', '2040-03-25'), (4, 'Europe/London', '2040-10-28'),
        (5, 'Australia/Lord_Howe', '2040-10-07'), (6, 'Australia/Lord_Howe', '2040-04-01'), (7, 'UTC', '2040-03-25')) AS z (n, zone, on_),
    LATERAL (VALUES (1, 0, '00:00', '24:00'), (2, 0, '00:30', '06:00'), (3, 0, '01:15', '02:45'), (4, 0, '02:00', '03:00'), (5, 0, '02:15', '02:30'), (6, 0, '01:45', '01:50'), (7, 1, '22:00', '01:45')) AS w (m, eve, from_, until) ORDER BY n, m;
-- In Apia the 30th of December 2011 never was: what would have been then is left out, and a night that reaches out of it begins with the 31st.
SELECT on_ AS date, w.from_ || ' to ' || w.until AS hours, coalesce(on_clock('Pacific/Apia', on_, w.from_::time, w.until::time), '-') AS "open"
FROM unnest('{2011-12-29,2011-12-30,2011-12-31}'::date[]) on_, LATERAL (VALUES (1, '00:00', '24:00'), (2, '09:00', '17:00'), (3, '22:00', '02:00')) AS w (m, from_, until) ORDER BY on_, m;
-- who moves takes the hours along
SELECT on_clock('Asia/Tokyo', '2040-01-02', '09:00', '17:00');
SELECT to_char(min(starts_at), 'HH24:MI OF') AS first, to_char(max(ends_at), 'HH24:MI OF') AS last FROM coaching.get_available_slots(id('tom'), '2040-01-02', '2040-01-02');
UPDATE coaching.users SET time_zone = 'America/Lima' WHERE id = id('tom');
SELECT to_char(min(starts_at), 'HH24:MI OF') AS first, to_char(max(ends_at), 'HH24:MI OF') AS last FROM coaching.get_available_slots(id('tom'), '2040-01-02', '2040-01-02');

-- Hours for one kind of session; the place comes with them.
UPDATE coaching.users SET time_zone = 'UTC' WHERE id = id('tom');
DELETE FROM coaching.trainer_availability;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode, location) VALUES (id('tom'), 1, '09:00', '12:00', 'gym', 'Hall 2'), (id('tom'), 1, '13:00', '15:00', NULL, NULL), (id('tom'), 1, '16:00', '18:00', 'online', NULL),
    (id('tom'), 3, '09:00', '12:00', 'gym', 'Hall 2'), (id('tom'), 3, '12:00', '15:00', 'online', NULL);
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tom'), '2040-01-03', '[{"start": "09:00", "end": "12:00", "session_mode": "home_visit", "location": "your home"}]');
SELECT coaching.assign_trainer(id('cora'), id('tom')) IS NOT NULL AS assigned;
CREATE FUNCTION held_at(at timestamptz, mode text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    place text;
BEGIN
    PERFORM coaching.book_session(id('tom'), id('cora'), at, session_mode => mode);
    SELECT concat_ws(', ', coalesce(session_mode, 'anything'), location) INTO place FROM coaching.bookings;
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN RETURN place; WHEN SQLSTATE 'PT409' THEN RETURN '-';
END $$;
SELECT to_char(at, 'Dy HH24:MI') AS at, held_at(at, 'gym') AS gym, held_at(at, 'online') AS online, held_at(at, 'home_visit') AS home_visit, held_at(at, NULL) AS not_said
FROM unnest('{2040-01-02 09:00+00,2040-01-02 11:30+00,2040-01-02 13:00+00,2040-01-02 16:00+00,2040-01-03 09:00+00,2040-01-04 11:00+00,2040-01-04 12:00+00}'::timestamptz[]) AS at;

-- Every change is in the log, the reason of time off is not.
CALL be('tom');
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, reason) VALUES (id('tom'), '2040-05-01', '2040-05-02', 'operation');
SELECT operation, changes - 'id' - 'created_at' - 'updated_at' - 'trainer_id' AS changes FROM coaching.audit_log WHERE table_name = 'trainer_time_off' AND actor = id('tom');
CALL be_trusted();
CALL clean_slate();
DROP FUNCTION opens, everybody, hours_attempt, weekly, on_clock, held_at;
