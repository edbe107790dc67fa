-- availability: when a trainer can be booked, by whom, and why not; slots, the next one, and who of the directory is free.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('ivan', 'client', 'trainer');
CALL person('dora', 'client', 'trainer');
CALL person('carl'); CALL person('cora'); CALL person('bill');
SELECT count(coaching.assign_trainer(id(client), id('tina'))) AS clients FROM unnest('{carl,cora}'::text[]) AS client;
-- Tina works day and night, ten days from now; the days after differ, and one hour is booked. Ivan rests, dora has left.
-- (counted from the day on which the test began)
CREATE TABLE first_day AS SELECT date_trunc('day', now()) AS day;
GRANT SELECT ON first_day TO PUBLIC;
CREATE FUNCTION day(n int) RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT day + n * interval '1 day' FROM first_day $$;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id(trainer), day, '00:00', '24:00' FROM unnest('{tina,ivan,dora}'::text[]) AS trainer, generate_series(0, 6) AS day;
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tina'), day(11)::date, '[]');
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tina'), day(12)::date, day(12)::date);
SELECT coaching.book_session(id('tina'), id('cora'), day(13) + '10:00') IS NOT NULL AS booked;
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('ivan');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tina'), id('bill'));

-- Why not, for whom: the trainer's own notice and horizon are for clients, blocks for the two, all else for everybody.
CREATE FUNCTION why(asker text, trainer text, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    why text;
BEGIN
    CALL be_trusted();
    IF asker = 'nobody' THEN CALL be_nobody(); ELSIF asker <> 'trusted' THEN CALL be(asker); END IF;
    why := code FROM coaching.explain_availability(id(trainer), at);
    IF (why = 'available') <> coaching.is_trainer_available(id(trainer), at) THEN why := 'two answers'; END IF;
    CALL be_trusted();
    RETURN why;
END $$;
SELECT place AS "when", why('carl', trainer, at) AS client, why('bill', trainer, at) AS blocked_client, why('tom', trainer, at) AS other_trainer, why('tina', trainer, at) AS tina, why('ada', trainer, at) AS admin, why('trusted', trainer, at) AS trusted
FROM (VALUES (1, 'a free day', 'tina', day(10) + '10:00'), (2, 'a closed day', 'tina', day(11) + '10:00'), (3, 'a day off', 'tina', day(12) + '10:00'), (4, 'a booked hour', 'tina', day(13) + '10:59'),
    (5, 'the hour after', 'tina', day(13) + '11:00'), (6, 'in a moment', 'tina', now() + interval '2 hours' - interval '1 microsecond'), (7, 'in two hours', 'tina', now() + interval '2 hours'),
    (8, 'within 90 days', 'tina', now() + interval '90 days' - interval '1 microsecond'), (9, 'in 90 days', 'tina', now() + interval '90 days'), (10, 'yesterday', 'tina', day(-1)),
    (11, 'of a trainer who rests', 'ivan', day(10) + '10:00'), (12, 'of one who has left', 'dora', day(10) + '10:00')) AS c (n, place, trainer, at) ORDER BY n;
SELECT attempt($$SELECT coaching.is_trainer_available(id('nobody'), now())$$), attempt($$SELECT coaching.explain_availability(id('carl'), now())$$);
CALL be('bill');
SELECT code, message FROM coaching.explain_availability(id('tina'), day(10) + '10:00');
CALL be_nobody();
SELECT attempt($$SELECT coaching.is_trainer_available(id('tina'), now())$$);
-- what the answer says besides: in the trainer's own words and time
CALL be('carl');
SELECT code, message, (params ->> 'earliest')::timestamptz = now() + interval '2 hours' AS earliest, params ? 'latest' AS latest FROM coaching.explain_availability(id('tina'), now());
SELECT code, message, (params ->> 'latest')::timestamptz = now() + interval '90 days' AS latest, params ? 'earliest' AS earliest FROM coaching.explain_availability(id('tina'), now() + interval '1 year');
CALL be_trusted();
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = id('tina');
SELECT * FROM coaching.explain_availability(id('tina'), '2040-03-11 06:30+00', 90);
UPDATE coaching.users SET time_zone = 'UTC' WHERE id = id('tina');

-- Buffers: between two sessions there is what the first needs after and the second before it. A booked one keeps those of its time.
UPDATE coaching.trainer_profiles SET buffer_before_minutes = 10, buffer_after_minutes = 15 WHERE trainer_id = id('tina');
SELECT coaching.book_session(id('tina'), id('carl'), '2040-01-02 10:00+00') IS NOT NULL AS booked;
CREATE FUNCTION around(times text[]) RETURNS TABLE (at text, code text) LANGUAGE sql AS $$
    SELECT t, (coaching.explain_availability(id('tina'), ('2040-01-02 ' || t || '+00')::timestamptz)).code FROM unnest(times) t $$;
SELECT * FROM around('{08:35,08:36,11:24,11:25}');
UPDATE coaching.trainer_profiles SET buffer_before_minutes = 0, buffer_after_minutes = 0 WHERE trainer_id = id('tina');
SELECT * FROM around('{08:50,08:51,11:14,11:15}');
SELECT buffer_before_minutes, buffer_after_minutes, during, held FROM coaching.bookings WHERE client_id = id('carl');

-- What is in the way is told to the trainer and admins; clients are told of their own.
SELECT coaching.book_session(id('tina'), id('cora'), '2040-01-02 11:30+00') IS NOT NULL AS booked;
SELECT coaching.book_session(id('tina'), id('cora'), '2040-01-02 13:00+00') AS cancelled \gset
SELECT coaching.cancel_booking(:'cancelled') ->> 'late' AS late;
CREATE FUNCTION in_the_way(asker text, at timestamptz, minutes int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text;
BEGIN
    CALL be_trusted();
    IF asker <> 'trusted' THEN CALL be(asker); END IF;
    SELECT coalesce(string_agg(who(client_id) || to_char(session_date, ' HH24:MI'), ', ' ORDER BY session_date), '-') INTO found FROM coaching.find_booking_conflicts(id('tina'), at, minutes);
    CALL be_trusted();
    RETURN found;
END $$;
SELECT at, minutes, in_the_way('tina', at, minutes) AS tina, in_the_way('ada', at, minutes) AS ada, in_the_way('trusted', at, minutes) AS trusted, in_the_way('carl', at, minutes) AS carl, in_the_way('cora', at, minutes) AS cora, in_the_way('tom', at, minutes) AS tom
FROM (VALUES (timestamptz '2040-01-02 10:30+00', 90), ('2040-01-02 11:14+00', 10), ('2040-01-02 11:15+00', 15), ('2040-01-02 13:00+00', 60)) AS c (at, minutes);
CALL be_nobody();
SELECT attempt($$SELECT coaching.find_booking_conflicts(id('tina'), now())$$);
CALL be_trusted();

-- Slots: a grid from the start of each window, where the session fits with its buffers.
CREATE FUNCTION slots(day date, minutes int DEFAULT 60, step int DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(to_char(starts_at, 'HH24:MI'), ' ' ORDER BY starts_at), '-') FROM coaching.get_available_slots(id('tom'), day, day, minutes, step) WHERE ends_at = starts_at + minutes * interval '1 minute' $$;
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tom'), '2040-01-02', '[{"start": "09:00", "end": "12:00"}]'), (id('tom'), '2040-01-03', '[{"start": "09:10", "end": "10:30"}, {"start": "13:05", "end": "14:05"}]');
SELECT minutes, step, slots('2040-01-02', minutes, step) FROM (VALUES (60, NULL), (60, 45), (180, NULL), (181, NULL), (1, 60), (60, 1440)) AS s (minutes, step);
SELECT slots('2040-01-03'), slots('2040-01-03', 60, 20) AS by_20;
UPDATE coaching.trainer_profiles SET slot_step_minutes = 30, buffer_before_minutes = 10, buffer_after_minutes = 15 WHERE trainer_id = id('tom');
SELECT count(coaching.assign_trainer(id(client), id('tom'))) AS clients FROM unnest('{carl,cora}'::text[]) AS client;
SELECT slots('2040-01-02') AS before, coaching.book_session(id('tom'), id('cora'), '2040-01-02 10:15+00', 30) IS NOT NULL AS booked;
SELECT slots('2040-01-02') AS after, slots('2040-01-02', 30, 5) AS short, coaching.next_available_slot(id('tom'), '2040-01-02 09:01+00', 30) AS next;
SELECT coaching.next_available_slot(id('tom'), '2040-01-02 11:00+00') AS tomorrow, coaching.next_available_slot(id('tom'), '2040-01-03 13:05+00') AS last, coaching.next_available_slot(id('tom'), '2040-01-03 13:05:00.000001+00') AS none;
SELECT coaching.next_available_slot(id('tom'), '2039-01-02 09:10:00.000001+00') AS next_year, coaching.next_available_slot(id('tom'), '2039-01-02 09:10+00') AS further_than_366_days;
-- at most 366 days, in order
SELECT attempt($$SELECT * FROM coaching.get_available_slots(id('tom'), '2040-01-02', '2040-01-01')$$), attempt($$SELECT * FROM coaching.get_available_slots(id('tom'), '2041-01-01', '2042-01-01')$$) AS of_366_days;
SELECT attempt($$SELECT * FROM coaching.get_available_slots(id('tom'), '2041-01-01', '2042-01-02')$$);
SELECT attempt($$SELECT * FROM coaching.get_available_slots(id('ivan'), '2041-01-01', '2041-01-01')$$) AS of_one_who_rests, coaching.next_available_slot(id('ivan')) AS next_of_ivan;
-- on a day an hour shorter and on one an hour longer
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = id('tom');
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tom'), '2040-03-11', '[{"start": "01:00", "end": "04:00"}]'), (id('tom'), '2040-11-04', '[{"start": "00:00", "end": "03:00"}]');
SET timezone = 'America/New_York';
SELECT day, string_agg(to_char(starts_at, 'HH24:MI OF'), ' ' ORDER BY starts_at) FROM unnest('{2040-03-11,2040-11-04}'::date[]) AS day, coaching.get_available_slots(id('tom'), day, day) GROUP BY day ORDER BY day;
SET timezone = 'UTC';
-- clients are offered what their notice and horizon allow
SELECT min(starts_at) >= now() + interval '2 hours' AS not_too_soon, min(starts_at) < now() + interval '2 hours 15 minutes' AS soon, max(starts_at) < now() + interval '90 days' AS not_too_far, max(starts_at) >= now() + interval '90 days' - interval '15 minutes' AS far FROM coaching.get_available_slots(id('tina'), day(-1)::date, day(200)::date);
CALL be('carl');
SELECT min(starts_at) >= now() + interval '2 hours' AS not_too_soon, min(starts_at) < now() + interval '2 hours 15 minutes' AS soon, max(starts_at) < now() + interval '90 days' AS not_too_far, max(starts_at) >= now() + interval '90 days' - interval '15 minutes' AS far FROM coaching.get_available_slots(id('tina'), day(-1)::date, day(200)::date);
SELECT coaching.next_available_slot(id('tina')) - now() BETWEEN interval '2 hours' AND interval '2 hours 15 minutes' AS soon, coaching.next_available_slot(id('tina'), day(200)) AS far, coaching.next_available_slot(id('tom'), '2040-01-02') AS of_tom;
CALL be('bill');
SELECT coaching.next_available_slot(id('tina')) AS next, (SELECT count(*) FROM coaching.get_available_slots(id('tina'), day(10)::date, day(10)::date)) AS slots;
CALL be_trusted();

-- What is offered is what can be booked: every quarter of an hour of two weeks in which the clocks change, and of a week to come for a client.
UPDATE coaching.trainer_profiles SET slot_step_minutes = 15 WHERE trainer_id = id('tom');
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tom'), 0, '00:00', '06:00'), (id('tom'), 1, '09:00', '12:00'), (id('tom'), 1, '12:00', '17:30'), (id('tom'), 2, '22:00', '24:00'), (id('tom'), 3, '00:00', '02:00'),
    (id('tom'), 3, '09:00', '17:00'), (id('tom'), 4, '10:00', '11:00'), (id('tom'), 5, '20:00', '03:00'), (id('tom'), 6, '09:00', '09:30');
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tom'), '2040-03-07', '2040-03-07'), (id('tom'), day(24)::date, day(24)::date);
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tom'), '2040-03-08', '[{"start": "08:30", "end": "10:45"}, {"start": "23:00", "end": "00:30"}]');
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes) VALUES (id('tom'), id('cora'), '2040-03-05 10:00 America/New_York', 60), (id('tom'), id('cora'), '2040-03-05 12:45 America/New_York', 30), (id('tom'), id('cora'), '2040-03-12 14:05 America/New_York', 50), (id('tom'), id('cora'), '2040-03-11 03:00 America/New_York', 45);
CREATE FUNCTION offered_and_bookable(asker text, from_ timestamptz, until timestamptz, OUT instants int, OUT offered int, OUT bookable int, OUT differing int) LANGUAGE plpgsql AS $$
DECLARE
    at timestamptz;
    slots timestamptz[];
    could boolean;
BEGIN
    instants := 0; offered := 0; bookable := 0; differing := 0;
    CALL be(asker);
    slots := ARRAY(SELECT starts_at FROM coaching.get_available_slots(id('tom'), from_::date - 1, until::date + 1));
    FOR at IN SELECT generate_series(from_, until - interval '15 minutes', interval '15 minutes') LOOP
        BEGIN
            PERFORM coaching.book_session(id('tom'), id('carl'), at);
            could := true;
            RAISE SQLSTATE 'UNDO1';
        EXCEPTION WHEN SQLSTATE 'UNDO1' THEN NULL; WHEN SQLSTATE 'PT409' THEN could := false;
        END;
        instants := instants + 1;
        offered := offered + (at = ANY (slots))::int;
        bookable := bookable + could::int;
        differing := differing + (at = ANY (slots) <> could)::int;
    END LOOP;
    CALL be_trusted();
END $$;
SELECT * FROM offered_and_bookable('tom', '2040-03-04', '2040-03-18');
SELECT * FROM offered_and_bookable('tom', '2040-11-01', '2040-11-08');
SELECT instants, offered > 0 AS some, offered = bookable AS all, differing FROM offered_and_bookable('carl', day(20), day(27));
SELECT offered, bookable, differing FROM offered_and_bookable('carl', day(95), day(96));

-- Who of the directory is free: best rated first, of the wanted kind, without those who rest, are unlisted, booked, or blocked.
CALL person('yuri', 'client', 'trainer'); CALL person('yara', 'client', 'trainer'); CALL person('ulla', 'client', 'trainer');
UPDATE coaching.trainer_profiles SET specializations = '{Yoga,strength}', session_modes = '{gym,online}' WHERE trainer_id IN (id('yuri'), id('tina'));
UPDATE coaching.trainer_profiles SET specializations = '{boxing}', session_modes = '{home_visit}' WHERE trainer_id = id('yara');
UPDATE coaching.trainer_profiles SET is_listed = false WHERE trainer_id = id('ulla');
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode) SELECT id(trainer), 1, '09:00', '12:00', mode FROM (VALUES ('yuri', 'gym'), ('yara', NULL), ('ulla', NULL)) AS t (trainer, mode);
-- (ratings come from reviews; put there as a restore does it)
SET row_security = off;
UPDATE coaching.trainer_profiles SET rating_average = 4.5, rating_count = 2 WHERE trainer_id IN (id('yuri'), id('yara'));
UPDATE coaching.trainer_profiles SET rating_average = 4.8, rating_count = 9 WHERE trainer_id = id('tina');
RESET row_security;
CREATE FUNCTION free(asker text, at text, specializations text[] DEFAULT NULL, mode text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    names text;
BEGIN
    CALL be_trusted();
    IF asker <> 'trusted' THEN CALL be(asker); END IF;
    SELECT coalesce(string_agg(who(trainer_id), ' ' ORDER BY rating_average DESC NULLS LAST, who(trainer_id)), '-') INTO names FROM coaching.find_available_trainers((at || '+00')::timestamptz, 60, specializations, mode);
    CALL be_trusted();
    RETURN names;
END $$;
-- 2040-01-02 is a Monday; tom works 14:00 to 17:00 then by UTC, tina is booked from 11:30
SELECT at, free('ada', at), free('ada', at, '{yoga}') AS yoga, free('ada', at, '{YOGA,Boxing}') AS yoga_or_boxing, free('ada', at, '{}') AS any_kind, free('ada', at, NULL, 'gym') AS gym, free('ada', at, NULL, 'online') AS online, free('ada', at, NULL, 'home_visit') AS home_visit
FROM unnest('{2040-01-02 09:00,2040-01-02 11:00,2040-01-02 11:01,2040-01-02 14:30}'::text[]) AS at;
SELECT free('trusted', '2040-01-09 10:00') AS trusted, free('carl', '2040-01-09 10:00') AS too_far_for_carl, free('tina', '2040-01-09 10:00') AS only_herself;
SELECT free('carl', to_char(day(10), 'YYYY-MM-DD 10:00')) LIKE 'tina%' AS carl_finds_tina, free('bill', to_char(day(10), 'YYYY-MM-DD 10:00')) LIKE '%tina%' AS bill_does;
-- page by page
CALL be('ada');
SELECT who(trainer_id) AS first, rating_average, rating_count, cursor FROM coaching.find_available_trainers('2040-01-09 10:00+00', max_rows => 1) \gset
\echo :first :rating_average :rating_count
SELECT count(*) AS others, bool_or(trainer_id = id(:'first')) AS again FROM coaching.find_available_trainers('2040-01-09 10:00+00', after => :'cursor');
SELECT cursor AS last FROM coaching.find_available_trainers('2040-01-09 10:00+00') ORDER BY rating_average, trainer_id DESC LIMIT 1 \gset
SELECT count(*) AS after_the_last FROM coaching.find_available_trainers('2040-01-09 10:00+00', after => :'last');
SELECT attempt($$SELECT * FROM coaching.find_available_trainers(now(), after => 'x')$$), attempt($$SELECT * FROM coaching.find_available_trainers(now(), max_rows => 0)$$);
SELECT attempt($$SELECT * FROM coaching.find_available_trainers(now(), session_mode => 'beach')$$);
CALL be_nobody();
SELECT attempt($$SELECT * FROM coaching.find_available_trainers(now())$$);
CALL clean_slate();
DROP TABLE first_day;
DROP FUNCTION day, why, around, in_the_way, slots, offered_and_bookable, free;
