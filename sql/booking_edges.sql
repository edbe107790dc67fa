-- booking_edges: what a second look found.
SET client_min_messages = warning;
SET timezone = 'UTC';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
CALL be_trusted();
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode, location)
    SELECT id('tina'), day, time '08:00', time '12:00', 'gym', 'Hall 1' FROM generate_series(0, 6) day
    UNION ALL SELECT id('tina'), day, '14:00', '18:00', 'online', 'the usual link' FROM generate_series(0, 6) day;

-- Mode and place that the hours filled in follow a session that moves; what somebody chose stays.
CALL be('tina');
SELECT coaching.book_session(id('tina'), id('carl'), '2040-05-07 09:00') AS filled,
    coaching.book_session(id('tina'), id('carl'), '2040-05-08 09:00', location => 'the lake') AS chosen \gset
SELECT coaching.reschedule_booking(:'filled', '2040-05-07 15:00'), coaching.reschedule_booking(:'chosen', '2040-05-08 15:00');
SELECT session_date, session_mode, location FROM coaching.bookings ORDER BY session_date;
UPDATE coaching.bookings SET session_date = '2040-05-07 10:00', location = 'the park' WHERE id = :'filled';
SELECT session_date, session_mode, location FROM coaching.bookings ORDER BY session_date;

-- An upsert of a session that is there is an update of it, judged as one.
CALL be('carl');
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, notes) VALUES (:'filled', id('tina'), id('carl'), '2040-05-07 10:00', 'Hello')
    ON CONFLICT (id) DO UPDATE SET notes = excluded.notes RETURNING notes, version;
SELECT attempt(format($$INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date) VALUES (%L, id('tina'), id('carl'), '2040-05-07 11:00')
    ON CONFLICT (id) DO UPDATE SET session_mode = 'online'$$, :'filled'));
SELECT attempt(format($$INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date) VALUES (%L, id('tina'), id('carl'), '2040-05-09 11:00')
    ON CONFLICT (id) DO NOTHING$$, :'filled'));

-- A longer cancellation window is for what is booked from then on.
CALL be('carl');
SELECT coaching.book_session(id('tina'), id('carl'), (current_date + 20) + time '09:00') AS before \gset
CALL be('tina');
UPDATE coaching.trainer_profiles SET cancellation_window = '1 month' WHERE trainer_id = id('tina');
CALL be('carl');
SELECT coaching.book_session(id('tina'), id('carl'), (current_date + 21) + time '09:00') AS after \gset
SELECT coaching.cancel_booking(:'before') AS booked_before, coaching.cancel_booking(:'after') AS booked_after;
CALL be('tina');
SELECT attempt(format($$UPDATE coaching.bookings SET cancellation_window = '1 year' WHERE id = %L$$, :'after'));

-- The next slot is looked for from now on, however long ago one asks about, and up to the horizon.
CALL be('carl');
SELECT coaching.next_available_slot(id('tina'), '2020-01-01') = coaching.next_available_slot(id('tina')) AS same,
    coaching.next_available_slot(id('tina'), '2020-01-01') > now() AS to_come;
CALL be('tina');
UPDATE coaching.trainer_profiles SET max_advance = '1000 days' WHERE trainer_id = id('tina');
UPDATE coaching.trainer_availability SET effective_from = current_date + 500;
CALL be('carl');
SELECT coaching.next_available_slot(id('tina'))::date - current_date AS days;

-- Of an hour the clock shows twice, a series begins with the one it is asked for.
CALL be_trusted();
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = id('tina');
DELETE FROM coaching.trainer_availability;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tina'), 0, '00:00', '24:00');
CALL be('tina');
SELECT session_date, code FROM coaching.book_series(id('tina'), id('carl'), '2040-11-04 06:30+00', 2);

-- No session ends in the statement that books it: its credit is not reserved yet.
CALL be_trusted();
INSERT INTO coaching.session_packages (id, name, sessions, price) VALUES (id('five'), 'Five', 5, 100);
SELECT coaching.sell_package(id('carl'), id('five'), id('tina')) IS NOT NULL AS sold;
CALL be('tina');
SELECT attempt($$WITH x AS (INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (id('tina'), id('carl'), '2040-12-02 15:00+00') RETURNING id)
    SELECT coaching.cancel_booking(id) FROM x$$);
SELECT sessions_remaining FROM coaching.client_packages;

-- Hours have an end.
SELECT attempt($$INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
    SELECT id('tina'), 1, time '08:00', time '09:00' FROM generate_series(1, 1001)$$);
SELECT attempt($$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, reason) VALUES (id('tina'), '2041-01-01', '2041-01-02', repeat('x', 5000))$$);
-- A cursor is a number and nothing that only looks like one.
SELECT attempt(format($$SELECT * FROM coaching.find_available_trainers('2040-05-07 09:00', after => %L)$$,
    rtrim(translate(encode(convert_to('18:available trainers11:0e-9999999936:' || id('tina'), 'UTF8'), 'base64'), E'+/\n', '-_'), '=')));
