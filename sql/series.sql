-- series: weekly sessions at one time of the trainer's clock, all or what fits; cancelled from one on, or all.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET intervalstyle = 'postgres';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer');
CALL person('carl'); CALL person('cora'); CALL person('zoe');
UPDATE coaching.users SET time_zone = 'Europe/London' WHERE id = id('tina');
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = id('carl');
SELECT count(coaching.assign_trainer(id(client), id('tina'))) AS clients FROM unnest('{carl,cora}'::text[]) AS client;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id('tina'), day, '09:00', '21:00' FROM generate_series(1, 5) AS day;

-- At 18:00 by the trainer's clock, in winter and in summer, whoever books it: the clocks change on 2040-03-25 and 2040-10-28.
CALL be('tina');
SELECT to_char(session_date, 'YYYY-MM-DD HH24:MI OF') AS utc, to_char(session_date AT TIME ZONE 'Europe/London', 'Dy HH24:MI') AS in_london, booking_id IS NOT NULL AS booked, code, message FROM coaching.book_series(id('tina'), id('carl'), '2040-03-14 18:00 Europe/London', 4);
SELECT to_char(session_date AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') AS in_london, lead(session_date) OVER (ORDER BY session_date) - session_date AS until_the_next FROM coaching.book_series(id('tina'), id('cora'), '2040-10-17 18:00 Europe/London', 4, 30);
SELECT who(client_id) AS client, count(DISTINCT series_id) AS series, count(*) AS sessions, min(duration_minutes) AS minutes FROM coaching.bookings GROUP BY 1 ORDER BY 1;
-- a time that the clocks skip one week comes later that week only, and one they show twice is the first
UPDATE coaching.trainer_availability SET start_time = '00:00', end_time = '24:00';
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tina'), 0, '00:00', '24:00');
SELECT to_char(session_date AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') AS in_london, session_date AS utc FROM coaching.book_series(id('tina'), id('cora'), '2040-03-18 01:30 Europe/London', 3);
SELECT to_char(session_date AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') AS in_london, session_date AS utc FROM coaching.book_series(id('tina'), id('cora'), '2040-10-21 01:30 Europe/London', 3);

-- All or none: one date that cannot be refuses all, with its error. Skip: what fits is booked, and each other date says why not.
CALL be_trusted();
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tina'), '2040-05-09', '2040-05-09');
INSERT INTO coaching.availability_overrides (trainer_id, date) VALUES (id('tina'), '2040-05-16');
SELECT coaching.book_session(id('tina'), id('cora'), '2040-05-23 18:30 Europe/London') IS NOT NULL AS booked;
SELECT coaching.assign_trainer(id('carl'), id('tom')) IS NOT NULL AS assigned;
SELECT coaching.book_session(id('tom'), id('carl'), '2040-05-30 17:30 Europe/London', override_availability => true) IS NOT NULL AS booked;
CALL be('tina');
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '2040-05-02 18:00 Europe/London', 6)$$) AS "all";
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '2040-05-23 18:00 Europe/London', 2, on_conflict => 'all')$$) AS "all";
SELECT count(*) AS booked FROM coaching.bookings WHERE client_id = id('carl') AND session_date BETWEEN '2040-05-01' AND '2040-07-01';
SELECT session_date, booking_id IS NOT NULL AS booked, code, message FROM coaching.book_series(id('tina'), id('carl'), '2040-05-02 18:00 Europe/London', 6, on_conflict => 'skip');
SELECT count(*) AS booked, count(DISTINCT series_id) AS series FROM coaching.bookings WHERE client_id = id('carl') AND session_date BETWEEN '2040-05-01' AND '2040-07-01' AND trainer_id = id('tina');
SELECT DISTINCT code FROM coaching.book_series(id('tina'), id('carl'), '2040-05-02 18:00 Europe/London', 1, on_conflict => 'skip');

-- Who, and how much.
CALL be('carl');
SELECT regexp_replace(attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), now() + interval '200 days', 2)$$),
    '20[0-9-]+T[0-9:]+Z', '(the first date)') AS for_oneself;
CALL be('cora');
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '2041-05-02 18:00+00', 2)$$) AS for_another;
CALL be('tom');
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '2041-05-02 18:00+00', 2)$$) AS with_another;
CALL be_nobody();
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '2041-05-02 18:00+00', 2)$$) AS unasked;
CALL be('tina');
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('zoe'), '2040-05-02 18:00+00', 2)$$) AS no_client;
SELECT code, message FROM coaching.book_series(id('tina'), id('zoe'), '2040-05-02 18:00+00', 1, on_conflict => 'skip');
SELECT weeks, attempt(format($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '2041-05-02 18:00+00', %s)$$, weeks)) FROM unnest('{0,-1,261}'::int[]) AS weeks;
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '2041-05-02 18:00+00', 2, on_conflict => 'some')$$), attempt($$SELECT * FROM coaching.book_series(id('tina'), id('carl'), '9998-12-30 18:00+00', 2)$$);
SELECT count(*) AS of_five_years, count(booking_id) AS booked, max(session_date) AS last FROM coaching.book_series(id('tina'), id('carl'), '2041-01-02 20:00+00', 260, 15, 'skip');
SELECT count(*) AS with_one_id FROM coaching.bookings WHERE series_id = (SELECT series_id FROM coaching.bookings WHERE session_date = '2041-01-02 20:00+00');
-- a client's series lies within the notice and the horizon
CALL be('carl');
SELECT count(*) FILTER (WHERE code = 'booked') > 8 AS some, array_agg(DISTINCT code ORDER BY code) AS codes, bool_and((code = 'booked') = (session_date < now() + interval '90 days')) AS as_far_as_the_horizon
    FROM coaching.book_series(id('tina'), id('carl'), date_trunc('day', now()) + interval '1 week' + (8 - extract(isodow FROM now()))::int * interval '1 day' + interval '15 hours', 20, 15, 'skip');

-- What pays: the lots one after another, then none; a named one for all.
CALL be_trusted();
INSERT INTO coaching.session_packages (id, name, sessions, price, validity_days) VALUES (id('two'), 'Two', 2, 100, NULL), (id('three'), 'Three', 3, 150, NULL);
INSERT INTO names SELECT id(lot), lot FROM unnest('{first,second}'::text[]) AS lot;
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id, purchased_at, expires_at) VALUES (id('first'), id('cora'), id('tina'), id('two'), now(), '2042-02-17'), (id('second'), id('cora'), id('tina'), id('three'), now(), NULL);
CALL be('tina');
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('cora'), '2042-02-05 15:00+00', 4, client_package_id => id('second'))$$) AS more_than_the_named_has;
SELECT count(*) AS reserved FROM coaching.package_ledger WHERE kind = 'reserve';
SELECT session_date, code, message FROM coaching.book_series(id('tina'), id('cora'), '2042-02-05 15:00+00', 4, on_conflict => 'skip', client_package_id => id('second'));
SELECT coaching.cancel_series(series_id) AS cancelled FROM coaching.bookings WHERE client_package_id = id('second') LIMIT 1;
-- the first lot expires on the 17th of February: one session of two is left in it
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('cora'), '2042-02-13 15:00+00', 6)$$) AS booked;
SELECT session_date, coalesce(who(client_package_id), '(none)') AS paid_from FROM coaching.bookings WHERE session_date BETWEEN '2042-02-13' AND '2042-03-30' AND status = 'scheduled' ORDER BY 1;
CALL be_trusted();
INSERT INTO coaching.settings VALUES ('packages_required', 'on');
CALL be('tina');
SELECT attempt($$SELECT * FROM coaching.book_series(id('tina'), id('cora'), '2042-06-05 15:00+00', 2)$$) AS when_a_package_must_pay;
CALL be_trusted();
DELETE FROM coaching.settings;

-- Cancelling one, this and the following, or all; what is over stays; the credits go back where they came from.
SELECT series_id FROM coaching.bookings WHERE session_date = '2042-02-13 15:00+00' \gset
DELETE FROM coaching.notifications;
CREATE FUNCTION sessions(series uuid) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(to_char(session_date, 'MM-DD ') || status, ', ' ORDER BY session_date) FROM coaching.bookings WHERE series_id = series $$;
CALL be('cora');
SELECT coaching.cancel_booking(id) AS one FROM coaching.bookings WHERE session_date = '2042-02-20 15:00+00';
SELECT coaching.cancel_series(:'series_id', '2042-03-06 15:00+00', 'holiday') AS this_and_following;
SELECT sessions(:'series_id');
CALL be('carl');
SELECT attempt(format('SELECT coaching.cancel_series(%L)', :'series_id')) AS not_mine, attempt($$SELECT coaching.cancel_series(id('nothing'))$$) AS no_series;
CALL be('tom');
SELECT attempt(format('SELECT coaching.cancel_series(%L)', :'series_id')) AS not_mine;
CALL be('tina');
SELECT coaching.cancel_series(:'series_id') AS "all", coaching.cancel_series(:'series_id') AS again;
SELECT sessions(:'series_id');
SELECT DISTINCT cancelled_by, cancel_reason FROM coaching.bookings WHERE series_id = :'series_id' ORDER BY 1, 2;
SELECT p.id = id('first') AS first, sessions_remaining FROM coaching.client_packages p WHERE client_id = id('cora') ORDER BY 1 DESC;
CALL be_trusted();
SELECT who(user_id), kind, count(*) FROM coaching.notifications GROUP BY 1, 2 ORDER BY 1, 2;
-- sessions that have begun, were missed or are over are left; those soon are late for the client, and forfeited
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (id('third'), id('cora'), id('tina'), id('three'));
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, duration_minutes, series_id, client_package_id, override_availability) SELECT id('s' || n), id('tina'), id('cora'), now() + at, 10, id('series'), lot, true
    FROM (VALUES (1, interval '-9 days', NULL::uuid), (2, '-8 days', NULL), (3, '-1 hour', id('third')), (4, '5 hours', id('third')), (5, '80 hours', id('third'))) AS s (n, at, lot);
SELECT coaching.complete_booking(id('s1')), coaching.mark_no_show(id('s2'));
CALL be('cora');
SELECT coaching.cancel_series(id('series'), '-infinity') AS cancelled;
CALL be_trusted();
SELECT b.status, late_cancel, (SELECT string_agg(kind, ' ' ORDER BY l.id) FROM coaching.package_ledger l WHERE booking_id = b.id) AS credit FROM coaching.bookings b WHERE series_id = id('series') ORDER BY session_date;
CALL clean_slate();
DROP FUNCTION sessions;
