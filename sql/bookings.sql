-- bookings: who books whom and when; a plain INSERT is judged as book_session is. What pays, who is told, what is logged, and calls that are repeated.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
CALL clean_slate();

-- The third document, scenario 2: hire a second trainer. (Clients are handed over by the transfer slice; here they are assigned.)
CALL person('owner', 'client', 'trainer', 'admin');
CALL person('client');
CALL be('owner');
SET search_path = coaching, public;
INSERT INTO users (id, email, full_name) VALUES (id('second'), 'trainer2@gym.com', 'New Trainer');
SELECT promote_to_coach(id('second'));
INSERT INTO trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('second'), 1, '09:00', '17:00'); -- Monday 9am-5pm
SELECT assign_trainer(id('client'), id('second'), 'Load balancing') IS NOT NULL AS assigned;
INSERT INTO session_packages (id, name, sessions, price) VALUES (id('ten'), 'Ten', 10, 400);
SELECT sell_package(id('client'), id('ten'), id('second')) AS package \gset
-- Scenario 3: the trainer takes vacation.
INSERT INTO trainer_time_off (trainer_id, start_date, end_date, type, reason) VALUES (id('second'), '2040-11-01', '2040-11-07', 'vacation', 'Beach holiday');
-- Scenario 4: check, then book. (2040-10-29 is a Monday, and so is 2040-11-05.)
SELECT is_trainer_available(id('second'), '2040-10-29 14:00:00', 60) AS on_a_monday, is_trainer_available(id('second'), '2040-10-30 14:00:00', 60) AS on_a_tuesday, is_trainer_available(id('second'), '2040-11-05 14:00:00', 60) AS on_vacation;
INSERT INTO bookings (client_id, trainer_id, client_package_id, session_date) VALUES (id('client'), id('second'), :'package', '2040-10-29 14:00:00');
SELECT is_trainer_available(id('second'), '2040-10-29 14:00:00', 60) AS again, is_trainer_available(id('second'), '2040-10-29 15:00:00', 60) AS the_hour_after;
SELECT attempt(format('INSERT INTO bookings (client_id, trainer_id, client_package_id, session_date) VALUES (%L, %L, %L, %L)', id('client'), id('second'), :'package', at)) FROM unnest('{2040-10-29 14:30:00,2040-10-30 14:00:00,2040-11-05 14:00:00}'::text[]) AS at;
SELECT b.status, duration_minutes, sessions_remaining FROM bookings b JOIN client_packages p ON p.id = client_package_id;
RESET search_path;

-- Everybody who may book, and everything that may stand against it, by the function and by a plain INSERT.
CALL clean_slate();
CREATE TABLE first_day AS SELECT date_trunc('day', now()) AS day;
GRANT SELECT ON first_day TO PUBLIC;
CREATE FUNCTION day(n int) RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT day + n * interval '1 day' FROM first_day $$;
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer'); CALL person('ivan', 'client', 'trainer'); CALL person('bert', 'client', 'trainer');
CALL person('carl'); CALL person('cora'); CALL person('paul'); CALL person('dave'); CALL person('zoe');
INSERT INTO coaching.session_packages (id, name, sessions, price, validity_days) VALUES (id('two'), 'Two', 2, 100, 30), (id('five'), 'Five', 5, 200, NULL), (id('one'), 'One', 1, 60, 10);
SELECT count(coaching.assign_trainer(id(client), id(trainer))) AS relationships FROM (VALUES ('carl', 'tina'), ('carl', 'tom'), ('carl', 'ivan'), ('carl', 'bert'), ('cora', 'tina'), ('paul', 'tina'), ('dave', 'tina')) AS r (client, trainer);
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id(trainer), day, '06:00', '22:00' FROM unnest('{tina,tom,ivan,bert}'::text[]) AS trainer, generate_series(0, 6) AS day;
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tina'), day(12)::date, day(12)::date);
SELECT count(coaching.book_session(id(trainer), id(client), day(10) + hour::time)) AS booked FROM (VALUES ('tina', 'cora', '08:00'), ('tom', 'carl', '09:00')) AS b (trainer, client, hour);
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('paul');
UPDATE coaching.trainer_clients SET status = 'completed' WHERE client_id = id('dave');
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('ivan');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('carl'), id('bert'));
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (id('lot'), id('carl'), id('tina'), id('one')), (id('of tom'), id('carl'), id('tom'), id('one')), (id('of cora'), id('cora'), id('tina'), id('one'));

-- A session by the named person, undone; what came of it, by function and, where that differs, by INSERT.
CREATE FUNCTION booked_by(asker text, trainer text, client text, at timestamptz, more jsonb DEFAULT '{}', OUT outcome text, OUT by_insert text) LANGUAGE plpgsql AS $$
BEGIN
    FOR way IN 1..2 LOOP
        BEGIN
            CALL be_trusted();
            IF asker = 'nobody' THEN CALL be_nobody(); ELSIF asker <> 'trusted' THEN CALL be(asker); END IF;
            by_insert := attempt(CASE way
                WHEN 1 THEN format('SELECT coaching.book_session(%L, %L, %L%s)', id(trainer), id(client), at, (SELECT string_agg(format(', %I => %L', key, value), '') FROM jsonb_each_text(more)))
                ELSE format('INSERT INTO coaching.bookings (trainer_id, client_id, session_date%s) VALUES (%L, %L, %L%s)', (SELECT string_agg(', ' || quote_ident(key), '') FROM jsonb_each_text(more)), id(trainer), id(client), at,
                    (SELECT string_agg(', ' || quote_literal(value), '') FROM jsonb_each_text(more))) END);
            RAISE SQLSTATE 'UNDO1';
        EXCEPTION WHEN SQLSTATE 'UNDO1' THEN NULL;
        END;
        IF way = 1 THEN outcome := by_insert; END IF;
    END LOOP;
    IF by_insert = outcome THEN by_insert := '='; END IF;
    CALL be_trusted();
END $$;
SELECT asker || ' books ' || trainer || ' for ' || client AS who, (booked_by(asker, trainer, client, day(10) + '11:00')).* FROM (VALUES (1, 'carl', 'tina', 'carl'), (2, 'tina', 'tina', 'carl'), (3, 'ada', 'tina', 'carl'), (4, 'trusted', 'tina', 'carl'),
    (5, 'cora', 'tina', 'carl'), (6, 'tom', 'tina', 'carl'), (7, 'zoe', 'tina', 'zoe'), (8, 'tina', 'tina', 'zoe'), (9, 'ada', 'tina', 'zoe'), (10, 'zoe', 'tina', 'carl'), (11, 'paul', 'tina', 'paul'), (12, 'tina', 'tina', 'dave'),
    (13, 'tina', 'tina', 'tina'), (14, 'carl', 'zoe', 'carl'), (15, 'carl', 'ivan', 'carl'), (16, 'ada', 'ivan', 'carl'), (17, 'carl', 'bert', 'carl'), (18, 'bert', 'bert', 'carl'), (19, 'ada', 'bert', 'carl'), (20, 'nobody', 'tina', 'carl')) AS w (n, asker, trainer, client) ORDER BY n;
SELECT CASE asker WHEN 'carl' THEN 'the client' WHEN 'tina' THEN 'the trainer' ELSE 'an admin' END AS who, occasion AS "books", (booked_by(asker, 'tina', 'carl', at, more::jsonb)).*
FROM (VALUES (1, 'at night', day(10) + '23:00', '{}'), (2, 'into the night', day(10) + '21:30', '{}'), (3, 'on a day off', day(12) + '10:00', '{}'), (4, 'over another client', day(10) + '08:59', '{}'), (5, 'over the client''s own session', day(10) + '09:59', '{}'),
        (6, 'after it', day(10) + '10:00', '{}'), (7, 'yesterday', day(-1) + '10:00', '{}'), (8, 'in a year', day(365) + '10:00', '{}'), (9, 'at night, knowing', day(10) + '23:00', '{"override_availability": true}'), (10, 'on a day off, knowing', day(12) + '10:00', '{"override_availability": true}'),
        (11, 'over another client, knowing', day(10) + '08:59', '{"override_availability": true}'), (12, 'over their own session, knowing', day(10) + '09:59', '{"override_availability": true}')) AS c (n, occasion, at, more), unnest('{carl,tina,ada}'::text[]) WITH ORDINALITY AS a (asker, m) ORDER BY n, m;
SELECT * FROM booked_by('ada', 'ivan', 'carl', day(10) + '11:00', '{"override_availability": true}');
-- without sense
SELECT more, (booked_by('tina', 'tina', 'carl', at, more::jsonb)).* FROM (VALUES (1, day(10) + '11:00', '{"duration_minutes": 0}'), (2, day(10) + '11:00', '{"duration_minutes": 1441}'), (3, 'infinity', '{}'), (4, '-infinity', '{}'), (5, '9999-01-01', '{}'), (6, '1899-12-31', '{}'),
    (7, day(10) + '11:00', '{"session_mode": "gym"}'), (8, day(10) + '06:00', '{"duration_minutes": 120}'), (9, day(10) + '10:00', '{"duration_minutes": 720}'), (10, day(10) + '10:00', '{"duration_minutes": 721}'), (11, day(10) + '11:00', '{"session_mode": "beach"}')) AS c (n, at, more) ORDER BY n;
SELECT column_name, (booked_by('tina', 'tina', 'carl', day(10) + '11:00', jsonb_build_object(column_name, repeat('x', n)))).* FROM (VALUES ('location', 1000), ('location', 1001), ('notes', 20000), ('notes', 20001)) AS w (column_name, n);
-- which package
SELECT package, (booked_by('carl', 'tina', 'carl', day(n) + '11:00', jsonb_build_object('client_package_id', id(package)))).* FROM (VALUES (9, 'lot'), (11, 'lot'), (11, 'of tom'), (11, 'of cora'), (11, 'of nobody')) AS p (n, package);
INSERT INTO coaching.settings VALUES ('packages_required', 'on');
SELECT client, n AS days, (booked_by('tina', 'tina', client, day(n) + '11:00')).* FROM (VALUES ('carl', 9), ('carl', 11), ('cora', 9)) AS p (client, n);
DELETE FROM coaching.settings;

-- What a booking is, and what follows from it: the credit, news for both, an entry in the log.
DELETE FROM coaching.notifications; DELETE FROM coaching.audit_log;
UPDATE coaching.trainer_profiles SET buffer_before_minutes = 5, buffer_after_minutes = 10 WHERE trainer_id = id('tina');
CALL be('carl');
SELECT coaching.book_session(id('tina'), id('carl'), day(9) + '11:00', 45, notes => 'my knee', location => 'at the lake', session_mode => 'home_visit') AS first \gset
SELECT who(trainer_id) AS trainer, who(client_id) AS client, client_package_id = id('lot') AS paid_from_lot, session_date = day(9) + '11:00' AS then, duration_minutes, buffer_before_minutes AS before, buffer_after_minutes AS after, status, session_mode, location, notes, series_id, override_availability AS override,
    cancelled_by, cancelled_at, cancel_reason, late_cancel, late_cancel_waived, idempotency_key, idempotency_digest, version, metadata FROM coaching.bookings WHERE id = :'first' \gx
SELECT kind, delta FROM coaching.package_ledger ORDER BY id;
CALL be_trusted();
SELECT who(user_id), kind, payload - 'booking_id' = jsonb_build_object('trainer_id', id('tina'), 'client_id', id('carl')) AS of_both, (payload ->> 'booking_id')::uuid = :'first' AS this FROM coaching.notifications ORDER BY 1;
SELECT who(actor) AS actor, operation, who(client_id) AS client, who(trainer_id) AS trainer, (SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_object_keys(changes) key) AS columns FROM coaching.audit_log WHERE table_name = 'bookings';
-- what is maintained is not taken from whoever inserts it, and staff may confirm at once
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, status, buffer_before_minutes, cancelled_by, cancelled_at, cancel_reason, late_cancel, late_cancel_waived, version)
    VALUES (id('b'), id('tina'), id('cora'), day(20) + '11:00', 'confirmed', 1440, 'client', now(), 'x', true, true, 99);
SELECT status, buffer_before_minutes, cancelled_by, cancelled_at, cancel_reason, late_cancel, late_cancel_waived, version, client_package_id FROM coaching.bookings WHERE id = id('b');
SELECT attempt($$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, status) VALUES (id('tina'), id('cora'), day(20) + '13:00', 'completed')$$);
-- the lot that expires first and is valid when the session starts, then the others, then none
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (id('forever'), id('carl'), id('tina'), id('five')), (id('month'), id('carl'), id('tina'), id('two')), (id('days'), id('carl'), id('tina'), id('one'));
INSERT INTO names SELECT id(lot), lot FROM unnest('{lot,forever,month,days}'::text[]) AS lot;
CREATE FUNCTION paid_by(days int) RETURNS text LANGUAGE sql AS $$
    INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (id('tina'), id('carl'), day(days) + '17:00') RETURNING coalesce(who(client_package_id), '(none)') $$;
SELECT days, paid_by(days) FROM unnest('{20,8,7,6,40,5,41,42,43,44,45}'::int[]) AS days;
-- who sees a booking
CALL be('carl'); SELECT count(*) AS carl_sees, bool_and(client_id = id('carl')) AS own FROM coaching.bookings;
CALL be('cora'); SELECT count(*) AS cora_sees, bool_and(client_id = id('cora')) AS own FROM coaching.bookings;
CALL be('tina'); SELECT count(*) AS tina_sees, bool_and(trainer_id = id('tina')) AS own FROM coaching.bookings;
CALL be('tom'); SELECT count(*) AS tom_sees, bool_and(trainer_id = id('tom')) AS own FROM coaching.bookings;
CALL be('zoe'); SELECT count(*) AS zoe_sees FROM coaching.bookings;

-- A call repeated under its key is one booking, whoever repeats it and on whatever clock; the key is the client's own.
CALL be('cora');
\set key 00000000-0000-0000-0000-00000000000a
SELECT coaching.book_session(id('tina'), id('cora'), day(30) + '11:00', notes => 'n', idempotency_key => :'key') AS keyed \gset
SELECT coaching.book_session(id('tina'), id('cora'), day(30) + '11:00', notes => 'n', idempotency_key => :'key') = :'keyed' AS same;
SET timezone = 'Asia/Tokyo';
SELECT coaching.book_session(id('tina'), id('cora'), day(30) + interval '11 hours', notes => 'n', idempotency_key => :'key') = :'keyed' AS same_in_tokyo;
SET timezone = 'UTC';
CALL be('tina');
SELECT coaching.book_session(id('tina'), id('cora'), day(30) + '11:00', notes => 'n', idempotency_key => :'key') = :'keyed' AS same_by_the_trainer;
SELECT n, attempt(format('SELECT coaching.book_session(%L, %L, %L, %s, notes => %L, override_availability => %L, idempotency_key => %L)', id(trainer), id('cora'), day(30) + at::time, minutes, notes, override, :'key')) FROM (VALUES
    (1, 'tina', '11:00', 60, 'n', false), (2, 'tina', '12:30', 60, 'n', false), (3, 'tina', '11:00', 61, 'n', false), (4, 'tina', '11:00', 60, 'm', false), (5, 'tina', '11:00', 60, NULL, false), (6, 'tina', '11:00', 60, 'n', true)) AS c (n, trainer, at, minutes, notes, override) ORDER BY n;
SELECT attempt(format('INSERT INTO coaching.bookings (trainer_id, client_id, session_date, idempotency_key) VALUES (%L, %L, %L, %L)', id('tina'), id('cora'), day(31) + '11:00', :'key')) AS by_insert;
SELECT coaching.book_session(id('tina'), id('carl'), day(31) + '11:00', idempotency_key => :'key') <> :'keyed' AS of_another_client;
SELECT coaching.cancel_booking(:'keyed') ->> 'late' AS late;
SELECT coaching.book_session(id('tina'), id('cora'), day(30) + '11:00', notes => 'n', idempotency_key => :'key') = :'keyed' AS same_when_cancelled;
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, idempotency_key) VALUES (id('tina'), id('cora'), day(32) + '11:00', id('k'));
SELECT attempt(format('SELECT coaching.book_session(%L, %L, %L, idempotency_key => %L)', id('tina'), id('cora'), day(32) + '11:00', id('k'))) AS of_an_insert;
CALL be('zoe');
SELECT attempt(format('SELECT coaching.book_session(%L, %L, %L, notes => %L, idempotency_key => %L)', id('tina'), id('cora'), day(30) + '11:00', 'n', :'key')) AS by_a_stranger;
CALL be_trusted();
SELECT count(*) AS bookings, count(*) FILTER (WHERE status = 'cancelled') AS cancelled FROM coaching.bookings WHERE idempotency_key = :'key';
CALL clean_slate();
DROP TABLE first_day;
DROP FUNCTION day, booked_by, paid_by;
