-- booking_life: what becomes of a booking: confirmed, moved, cancelled, taken place or not, and who may say so.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer');
CALL person('carl'); CALL person('cora');
SELECT count(coaching.assign_trainer(id(client), id('tina'))) AS clients FROM unnest('{carl,cora}'::text[]) AS client;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id('tina'), day, '00:00', '24:00' FROM generate_series(0, 6) AS day;
INSERT INTO coaching.session_packages (id, name, sessions, price, validity_days) VALUES (id('twenty'), 'Twenty', 20, 100, NULL), (id('one'), 'One', 1, 60, 10);
CREATE TABLE first_day AS SELECT date_trunc('day', now()) AS day;
GRANT SELECT ON first_day TO PUBLIC;
CREATE FUNCTION day(n int) RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT day + n * interval '1 day' FROM first_day $$;

-- A statement as somebody, undone; {} in it is the booking.
CREATE FUNCTION tried(asker text, booking text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome text;
BEGIN
    IF asker <> 'trusted' THEN CALL be(asker); END IF;
    outcome := attempt(replace(statement, '{}', quote_literal(id(booking))));
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN CALL be_trusted(); RETURN outcome;
END $$;
CREATE FUNCTION word(outcome text) RETURNS text LANGUAGE sql AS $$ SELECT CASE outcome WHEN '1 row' THEN 'yes' WHEN '0 rows' THEN 'not seen' ELSE split_part(split_part(outcome, ' ', 2), ':', 1) END $$;

-- The whole table of moves, before the session begins and after. (Sessions in every state are put there as a restore does it.)
SET row_security = off;
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, status) SELECT id(time || ' ' || status), id('tina'), id('carl'), at + n * interval '2 hours', status
    FROM (VALUES ('to come', day(50)), ('begun', day(-50))) AS t (time, at), unnest('{scheduled,confirmed,completed,cancelled,no_show}'::text[]) WITH ORDINALITY AS s (status, n);
RESET row_security;
CREATE FUNCTION moves(when_ text) RETURNS TABLE ("from" text, "to" text, client text, trainer text, admin text, trusted text, other_client text, other_trainer text) LANGUAGE sql AS $$
    SELECT f, t, x[1], x[2], x[3], x[4], x[5], x[6] FROM unnest('{scheduled,confirmed,completed,cancelled,no_show}'::text[]) WITH ORDINALITY AS f (f, n), unnest('{scheduled,confirmed,completed,cancelled,no_show}'::text[]) WITH ORDINALITY AS t (t, m),
        LATERAL (SELECT array_agg(word(tried(asker, when_ || ' ' || f, format('UPDATE coaching.bookings SET status = %L WHERE id = {}', t))) ORDER BY o) AS x FROM unnest('{carl,tina,ada,trusted,cora,tom}'::text[]) WITH ORDINALITY AS a (asker, o)) a WHERE f <> t ORDER BY n, m $$;
SELECT * FROM moves('to come');
SELECT * FROM moves('begun');
-- the functions say the same, except to those who do not see the booking, and to those who ask twice
SELECT w AS "when", status, does, asker, by_function, by_update FROM unnest('{to come,begun}'::text[]) AS w, unnest('{scheduled,confirmed,completed,cancelled,no_show}'::text[]) AS status,
    (VALUES ('confirm_booking({})', 'confirmed'), ('cancel_booking({})', 'cancelled'), ('complete_booking({})', 'completed'), ('mark_no_show({})', 'no_show')) AS f (does, word), unnest('{carl,tina,ada,trusted}'::text[]) AS asker,
    LATERAL (SELECT tried(asker, w || ' ' || status, 'SELECT coaching.' || does) AS by_function, tried(asker, w || ' ' || status, format('UPDATE coaching.bookings SET status = %L WHERE id = {}', word)) AS by_update) b
    WHERE by_function <> by_update AND NOT (status = word AND word(by_function) = 'illegal_transition') ORDER BY 1, 2, 3, 4;
SELECT does, tried('cora', 'to come scheduled', 'SELECT coaching.' || does) AS other_client, word(tried('carl', 'nothing', 'SELECT coaching.' || does)) AS of_no_booking FROM unnest(ARRAY['confirm_booking({})', 'cancel_booking({})', 'complete_booking({})', 'mark_no_show({})', 'reschedule_booking({}, day(60))']) AS does;
SELECT word, tried('tina', 'begun ' || word, 'SELECT coaching.' || does) AS twice FROM (VALUES ('completed', 'complete_booking({})'), ('cancelled', 'cancel_booking({})'), ('no_show', 'mark_no_show({})')) AS f (word, does);

-- Who may write what in a booking, to come and over: the trainer and the house more than the client, maintained columns nobody.
SELECT "column", word(tried('carl', 'to come scheduled', s)) AS client, word(tried('tina', 'to come scheduled', s)) AS trainer, word(tried('ada', 'to come scheduled', s)) AS admin, word(tried('trusted', 'to come scheduled', s)) AS trusted,
    word(tried('carl', 'begun completed', s)) AS client_afterwards, word(tried('tina', 'begun completed', s)) AS trainer_afterwards
FROM (VALUES (1, 'notes', '''n'''), (2, 'metadata', '''{"n": 1}'''), (3, 'cancel_reason', '''n'''), (4, 'location', '''n'''), (5, 'session_mode', '''gym'''), (6, 'override_availability', 'true'), (7, 'late_cancel_waived', 'true'), (8, 'trainer_id', 'id(''tom'')'), (9, 'client_id', 'id(''cora'')'),
    (10, 'id', 'id(''x'')'), (11, 'client_package_id', 'id(''x'')'), (12, 'series_id', 'id(''x'')'), (13, 'idempotency_key', 'id(''x'')'), (14, 'idempotency_digest', '''x'''), (15, 'buffer_before_minutes', '1'), (16, 'buffer_after_minutes', '1'), (17, 'cancelled_by', '''client'''), (18, 'cancelled_at', 'now()'),
    (19, 'late_cancel', 'true'), (20, 'version', '9'), (21, 'created_at', 'now()')) AS c (n, "column", value), LATERAL (SELECT format('UPDATE coaching.bookings SET %I = %s WHERE id = {}', "column", value) AS s) s ORDER BY n;
SELECT tried('tina', 'to come scheduled', 'UPDATE coaching.bookings SET status = ''confirmed'', session_date = session_date + interval ''1 day'' WHERE id = {}') AS one_thing_at_a_time;
SELECT "column", tried('tina', 'to come scheduled', format('UPDATE coaching.bookings SET %I = repeat(''x'', %s) WHERE id = {}', "column", n)) FROM (VALUES ('location', 1001), ('notes', 20001), ('cancel_reason', 4001), ('session_mode', 5)) AS w ("column", n);
SELECT tried('carl', 'to come scheduled', 'SELECT coaching.cancel_booking({}, repeat(''x'', 4001))') AS too_many_words;
-- when they have parted, neither writes to the other there; the house may
UPDATE coaching.trainer_clients SET status = 'completed' WHERE client_id = id('carl');
SELECT "column", word(tried('carl', 'begun scheduled', s)) AS client, word(tried('tina', 'begun scheduled', s)) AS trainer, word(tried('ada', 'begun scheduled', s)) AS admin, word(tried('carl', 'begun cancelled', s)) AS client_of_cancelled, word(tried('tina', 'begun cancelled', s)) AS trainer_of_cancelled
FROM unnest('{notes,location,cancel_reason}'::text[]) AS "column", LATERAL (SELECT format('UPDATE coaching.bookings SET %I = ''come back'' WHERE id = {}', "column") AS s) s;
SELECT tried('tina', 'begun scheduled', 'SELECT coaching.complete_booking({})') AS but_it_took_place, tried('tina', 'begun confirmed', 'SELECT coaching.cancel_booking({}, ''I miss you'')') AS or_not, tried('tina', 'begun confirmed', 'SELECT coaching.cancel_booking({})') AS without_a_word;

-- Credits. In time the credit returns, later it is lost unless staff forgive it; who trains and who runs the house always gives it back.
CALL be_trusted();
SET row_security = off;
DELETE FROM coaching.bookings;
RESET row_security;
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (id('lot'), id('carl'), id('tina'), id('twenty'));
CREATE FUNCTION credit(booking text) RETURNS text LANGUAGE sql SECURITY DEFINER AS $$ SELECT string_agg(kind, ' ' ORDER BY id) FROM coaching.package_ledger WHERE booking_id = id(booking) $$;
CREATE PROCEDURE session(name text, at timestamptz, lot text DEFAULT 'lot') LANGUAGE sql AS $$
    INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, duration_minutes, client_package_id) VALUES (id(name), id('tina'), id(CASE WHEN lot IS NULL THEN 'cora' ELSE 'carl' END), at, 10, id(lot)) $$;
-- (at the very moment of the trainer's cancellation_window, a day before, it is not late)
CREATE FUNCTION cancelled_before(ahead interval, asker text, lot text DEFAULT 'lot', waive boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    says text;
    row_ record;
BEGIN
    CALL session('x', now() + ahead, lot);
    CALL be(asker);
    says := coaching.cancel_booking(id('x'), 'r', waive);
    CALL be_trusted();
    SELECT late_cancel, cancelled_by, cancelled_at = now() AS now, cancel_reason INTO row_ FROM coaching.bookings WHERE id = id('x');
    RAISE SQLSTATE 'UNDO1' USING MESSAGE = concat_ws(', ', says, row_, coalesce(credit('x'), 'unpaid'));
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN RETURN SQLERRM; WHEN SQLSTATE 'PT409' OR SQLSTATE '42501' THEN CALL be_trusted(); RETURN SQLERRM;
END $$;
SELECT ahead, asker, waive, cancelled_before(ahead::interval, asker, 'lot', waive) FROM (VALUES (1, '24:00:00', 'carl', false), (2, '23:59:59.999999', 'carl', false), (3, '00:00:01', 'carl', false), (4, '00:00:00', 'carl', false), (5, '00:00:01', 'tina', false), (6, '00:00:01', 'ada', false), (7, '-01:00:00', 'tina', false),
    (8, '00:00:01', 'carl', true), (9, '00:00:01', 'tina', true)) AS c (n, ahead, asker, waive) ORDER BY n;
SELECT cancelled_before('1 hour', 'cora', NULL) AS unpaid_and_late, cancelled_before('1 hour', 'tina', NULL) AS unpaid_by_the_trainer;
UPDATE coaching.trainer_profiles SET cancellation_window = '1 hour' WHERE trainer_id = id('tina');
SELECT cancelled_before('1 hour', 'carl') AS with_another_window, cancelled_before('59 minutes', 'carl') AS later;
UPDATE coaching.trainer_profiles SET cancellation_window = '24 hours' WHERE trainer_id = id('tina');
-- forgiven later, by staff, once and for good; only what was late is forgiven
CALL session('late', now() + interval '3 hours'); CALL session('unpaid', now() + interval '4 hours', NULL); CALL session('in time', day(40));
CALL be('carl');
SELECT coaching.cancel_booking(id('late'), 'ill'), coaching.cancel_booking(id('in time'));
SELECT attempt($$SELECT coaching.cancel_booking(id('late'))$$) AS again, attempt($$SELECT coaching.cancel_booking(id('late'), waive => true)$$) AS forgiving_oneself;
CALL be('cora');
SELECT coaching.cancel_booking(id('unpaid'));
CALL be('tina');
SELECT attempt($$SELECT coaching.cancel_booking(id('late'))$$) AS cancelled_already, coaching.cancel_booking(id('late'), waive => true) AS waived, coaching.cancel_booking(id('unpaid'), waive => true) AS nothing_to_give;
SELECT attempt($$SELECT coaching.cancel_booking(id('in time'), waive => true)$$) AS in_time;
SELECT attempt($$UPDATE coaching.bookings SET late_cancel_waived = true WHERE id = id('in time')$$) AS by_update;
SELECT attempt($$UPDATE coaching.bookings SET late_cancel_waived = false WHERE id = id('late')$$) AS taken_back;
SELECT credit('late'), credit('unpaid') AS unpaid, credit('in time') AS in_time;
SELECT late_cancel, late_cancel_waived, cancel_reason, cancelled_by FROM coaching.bookings WHERE id = id('late');
CALL be_trusted();
SELECT who(user_id), string_agg(kind, ', ' ORDER BY id) FROM coaching.notifications WHERE payload ->> 'booking_id' = id('late')::text GROUP BY 1 ORDER BY 1;

-- It took place, or the client did not come: from its start on. The credit is used or lost; what took place is counted, once.
CALL session('past', now() - interval '3 days'); CALL session('missed', now() - interval '2 days'); CALL session('unpaid past', now() - interval '1 days', NULL); CALL session('next', day(3));
CALL be('tina');
SELECT sessions_completed AS before FROM coaching.trainer_profiles WHERE trainer_id = id('tina');
SELECT coaching.complete_booking(id('past')), coaching.complete_booking(id('unpaid past')), coaching.mark_no_show(id('missed'));
SELECT attempt($$SELECT coaching.complete_booking(id('past'))$$) AS twice, attempt($$SELECT coaching.complete_booking(id('missed'))$$) AS missed, attempt($$SELECT coaching.complete_booking(id('next'))$$) AS too_early;
SELECT attempt($$UPDATE coaching.bookings SET status = 'completed' WHERE id = id('past')$$) AS no_change;
SELECT sessions_completed AS afterwards, credit('past') AS past, credit('missed') AS missed, credit('unpaid past') AS unpaid FROM coaching.trainer_profiles WHERE trainer_id = id('tina');
-- a session missed or cancelled gives its time back, one that took place keeps it
SELECT coaching.is_trainer_available(id('tina'), session_date, 10), who(client_id), status FROM coaching.bookings WHERE id IN (id('past'), id('missed'), id('in time')) ORDER BY status;

-- Moving: the booking and its credit stay, the log has what was. The new time is judged like a new booking's.
CALL be_trusted();
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tina'), day(70)::date, '[{"start": "06:00", "end": "12:00", "session_mode": "gym"}]');
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (id('ten days'), id('carl'), id('tina'), id('one'));
CALL session('m', day(60)); CALL session('other', day(60) + '12:00', NULL); CALL session('soon', now() + interval '23 hours'); CALL session('lasting', day(8), 'ten days');
UPDATE coaching.bookings SET status = 'confirmed' WHERE id = id('m');
UPDATE coaching.trainer_profiles SET buffer_after_minutes = 5 WHERE trainer_id = id('tina');
DELETE FROM coaching.notifications;
SELECT asker, (SELECT string_agg(word(tried(asker, booking, format('SELECT coaching.reschedule_booking({}, %L)', at))) || CASE WHEN word(tried(asker, booking, format('UPDATE coaching.bookings SET session_date = %L WHERE id = {}', at))) = word(tried(asker, booking, format('SELECT coaching.reschedule_booking({}, %L)', at))) THEN '' ELSE ' (update: ' || word(tried(asker, booking, format('UPDATE coaching.bookings SET session_date = %L WHERE id = {}', at))) || ')' END, ', ' ORDER BY n)
    FROM (VALUES (1, 'm', day(61)), (2, 'm', day(60) + '00:05'), (3, 'm', day(60) + '12:09'), (4, 'm', day(70) + '13:00'), (5, 'm', now()), (6, 'm', day(400)), (7, 'soon', day(61)), (8, 'lasting', day(9)), (9, 'lasting', day(11)), (10, 'late', day(61))) AS c (n, booking, at)) AS "tomorrow, overlapping itself, over another, at night, now, in a year, a day before, while the package lasts, after it, when cancelled"
FROM unnest('{carl,tina,ada,trusted}'::text[]) WITH ORDINALITY AS a (asker, n) ORDER BY n;
SELECT tried('carl', 'soon', 'SELECT coaching.reschedule_booking({}, day(61))') AS too_late, tried('carl', 'lasting', 'SELECT coaching.reschedule_booking({}, day(11))') AS package_over;
SELECT tried('carl', 'm', 'SELECT coaching.reschedule_booking({}, day(70) + ''13:00'', override_availability => true)') AS override_by_client, tried('tina', 'm', 'SELECT coaching.reschedule_booking({}, day(70) + ''13:00'', override_availability => true)') AS by_the_trainer,
    tried('tina', 'm', 'SELECT coaching.reschedule_booking({}, day(60) + ''12:00'', override_availability => true)') AS over_another;
SELECT tried('tina', 'm', 'SELECT coaching.reschedule_booking({}, day(60), 0)') AS no_time, tried('tina', 'm', 'SELECT coaching.reschedule_booking({}, day(60), 1441)') AS too_long, tried('tina', 'm', 'SELECT coaching.reschedule_booking({}, ''infinity'')') AS never;
CREATE FUNCTION state() RETURNS TABLE (at text, duration_minutes int, after int, status text, override boolean, version int, credit text) LANGUAGE sql SECURITY DEFINER AS $$
    SELECT (session_date - day(60))::text, duration_minutes, buffer_after_minutes, status, override_availability, version, credit('m') FROM coaching.bookings WHERE id = id('m') $$;
SELECT * FROM state();
-- the trainer's move stays confirmed, the client's waits for the trainer again
CALL be('tina');
SELECT coaching.reschedule_booking(id('m'), day(60) + '23:00', 30, override_availability => true);
SELECT * FROM state();
UPDATE coaching.bookings SET notes = 'bring a towel' WHERE id = id('m');
CALL be('carl');
SELECT attempt($$SELECT coaching.reschedule_booking(id('m'), day(70) + '13:00')$$) AS out_of_hours;
SELECT coaching.reschedule_booking(id('m'), day(61));
SELECT * FROM state();
CALL be('tina');
SELECT coaching.confirm_booking(id('m'));
UPDATE coaching.bookings SET duration_minutes = 45 WHERE id = id('m');
SELECT * FROM state();
CALL be_trusted();
SELECT who(actor) AS actor, (SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_object_keys(changes) key) AS changed, changes -> 'duration_minutes' AS duration, changes -> 'status' AS status FROM coaching.audit_log WHERE table_name = 'bookings' AND row_id = id('m')::text AND operation = 'UPDATE' ORDER BY id;
SELECT who(user_id), string_agg(kind, ', ' ORDER BY id) FROM coaching.notifications GROUP BY 1 ORDER BY 1;
-- what is over does not move, what has begun is the trainer's to move
SELECT tried('tina', 'past', 'SELECT coaching.reschedule_booking({}, day(62))') AS completed, tried('tina', 'missed', 'UPDATE coaching.bookings SET duration_minutes = 5 WHERE id = {}') AS missed;
CALL session('begun', now() - interval '5 hours');
SELECT tried('carl', 'begun', 'SELECT coaching.reschedule_booking({}, day(62))') AS by_client, tried('tina', 'begun', 'SELECT coaching.reschedule_booking({}, day(62))') AS by_trainer;
-- a session for the gym moves to hours for the gym
UPDATE coaching.bookings SET session_mode = 'online' WHERE id = id('m');
SELECT tried('tina', 'm', 'SELECT coaching.reschedule_booking({}, day(70) + ''08:00'')') AS online_to_the_gym, tried('tina', 'other', 'SELECT coaching.reschedule_booking({}, day(70) + ''08:00'')') AS anything_to_the_gym;
-- who parted moves nothing
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('carl') AND status = 'active';
SELECT word(tried('carl', 'm', 'SELECT coaching.reschedule_booking({}, day(62))')) AS paused, word(tried('tina', 'm', 'SELECT coaching.complete_booking({})')) AS not_yet, word(tried('carl', 'm', 'SELECT coaching.cancel_booking({})')) AS but_cancels;
UPDATE coaching.trainer_clients SET status = 'active' WHERE client_id = id('carl') AND status = 'paused';

-- The erased leave no words, here or in the log; that they trained stays.
CALL be('carl');
UPDATE coaching.bookings SET notes = 'my left knee', metadata = '{"knee": "left"}' WHERE id = id('next');
CALL be_trusted();
UPDATE coaching.bookings SET location = 'the knee clinic' WHERE id = id('past');
SELECT count(*) > 0 AS logged FROM coaching.audit_log WHERE changes::text LIKE '%knee%';
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased;
SELECT count(*) AS here FROM coaching.bookings b WHERE b::text ~ 'knee|ill|towel';
SELECT count(*) AS in_the_log FROM coaching.audit_log WHERE changes::text ~ 'knee|"ill"|towel';
SELECT status, count(*), count(client_package_id) AS paid FROM coaching.bookings WHERE client_id = id('carl') GROUP BY 1 ORDER BY 1;
SELECT cancelled_by, cancel_reason, late_cancel, credit('next') FROM coaching.bookings WHERE id = id('next');
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, reason) VALUES (id('tina'), '2040-01-01', '2040-01-02', 'knee');
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tina'), '2040-01-03', '[{"start": "10:00", "end": "14:00", "location": "knee street"}]');
SELECT coaching.erase_user(id('tina')) IS NOT NULL AS erased;
SELECT (SELECT count(*) FROM coaching.trainer_availability) AS hours, (SELECT count(*) FROM coaching.availability_overrides) AS exceptions, (SELECT count(*) FROM coaching.trainer_time_off) AS time_off, (SELECT count(*) FROM coaching.audit_log WHERE changes::text ~ 'knee') AS in_the_log;
-- Nothing is deleted; when the owner empties the table, the counts are of what is left.
SELECT attempt('DELETE FROM coaching.bookings');
SELECT sessions_completed > 0 AS counted FROM coaching.trainer_profiles WHERE trainer_id = id('tina');
TRUNCATE coaching.bookings CASCADE;
SELECT sessions_completed FROM coaching.trainer_profiles WHERE trainer_id = id('tina');
CALL clean_slate();
DROP TABLE first_day;
DROP PROCEDURE session;
DROP FUNCTION day, tried, word, moves, state, credit, cancelled_before;
