-- transfer: a client goes from one trainer to another, with packages, sessions to come and the plan; what has been stays the old trainer's.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';

-- What stands between carl and his trainers, by names.
CREATE FUNCTION sessions() RETURNS TABLE (session text, trainer text, at text, state text, paid_by text, credit text) LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT coalesce((SELECT name FROM names WHERE names.id = b.id), 'anew'), who(trainer_id), CASE WHEN session_date < '2040-01-01' THEN 'now' ELSE to_char(session_date, 'Dy MM-DD HH24:MI') END,
        concat_ws(', ', b.status, 'by ' || cancelled_by, cancel_reason), who(client_package_id), (SELECT string_agg(kind, ' ' ORDER BY l.id) FROM coaching.package_ledger l WHERE booking_id = b.id)
    FROM coaching.bookings b WHERE client_id = id('carl') ORDER BY b.session_date, b.id $$;
CREATE FUNCTION lots() RETURNS TABLE (lot text, trainer text, seller text, status text, remaining int, booked bigint, entries text) LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT who(p.id), who(p.trainer_id), who(sold_by), status, sessions_remaining, sum(delta), string_agg(kind || ' ' || who(l.trainer_id), ', ' ORDER BY l.id)
    FROM coaching.client_packages p JOIN coaching.package_ledger l ON l.client_package_id = p.id WHERE p.client_id = id('carl') GROUP BY p.id ORDER BY 1 $$;
CREATE FUNCTION relationships() RETURNS TABLE (client text, trainer text, status text, is_primary bool, origin text, assigned_by text, goals text[], may text) LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT who(client_id), who(trainer_id), status, is_primary, origin, who(assigned_by), client_goals,
        concat_ws(' ', CASE WHEN can_view_workouts THEN 'workouts' END, CASE WHEN can_view_progress THEN 'progress' END, CASE WHEN can_view_analytics THEN 'analytics' END, CASE WHEN can_create_programs THEN 'programs' END, CASE WHEN can_send_messages THEN 'messages' END)
    FROM coaching.trainer_clients WHERE client_id = id('carl') ORDER BY created_at, id $$;
CREATE FUNCTION plans() RETURNS TABLE (title text, trainer text, author text, status text, relationship text) LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT title, who(p.trainer_id), who(created_by), p.status, who(r.trainer_id) || ' ' || r.status FROM coaching.workout_plans p JOIN coaching.trainer_clients r ON r.id = relationship_id WHERE p.client_id = id('carl') ORDER BY title $$;
CREATE FUNCTION places() RETURNS TABLE (trainer text, counted int, there bigint) LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT who(trainer_id), active_clients, (SELECT count(*) FROM coaching.trainer_clients r WHERE r.trainer_id = p.trainer_id AND status = 'active') FROM coaching.trainer_profiles p ORDER BY 1 $$;
-- A report in numbers, and what it says of each session.
CREATE FUNCTION numbers(report jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT format('%s packages, %s sessions; %s moved, %s rescheduled, %s cancelled', report -> 'packages_transferred', report -> 'sessions_transferred', report -> 'bookings_moved', report -> 'bookings_rescheduled', report -> 'bookings_cancelled') $$;
CREATE FUNCTION told_of(report jsonb) RETURNS TABLE (session text, outcome text, from_ text, to_ text, code text, message text, anew bool) LANGUAGE sql STABLE AS $$
    SELECT who((b ->> 'booking_id')::uuid), b ->> 'outcome', to_char((b ->> 'from')::timestamptz, 'Dy MM-DD HH24:MI'), to_char((b ->> 'to')::timestamptz, 'Dy MM-DD HH24:MI'), b ->> 'code', b ->> 'message', b ? 'new_booking_id'
    FROM jsonb_array_elements(report -> 'details' -> 'bookings') WITH ORDINALITY AS l (b, n) ORDER BY n $$;
CREATE FUNCTION news() RETURNS TABLE (kind text, people text) LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY SELECT n.kind, string_agg(who(user_id), ', ' ORDER BY n.id) FROM coaching.notifications n GROUP BY 1 ORDER BY 1;
    DELETE FROM coaching.notifications;
END $$;
-- Everything there is, to see that nothing changed.
CREATE FUNCTION everything() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    rows text; whole text := '';
    part regclass;
BEGIN
    FOR part IN SELECT oid FROM pg_class WHERE relnamespace = 'coaching'::regnamespace AND relkind = 'r' ORDER BY relname LOOP
        EXECUTE format('SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), %L)) FROM %s t', '', part) INTO rows;
        whole := whole || rows;
    END LOOP;
    RETURN md5(whole);
END $$;

-- Tina works every day, tom on weekdays from nine to five with a quarter of an hour after each session, on Tuesdays in the gym alone.
CREATE PROCEDURE world() LANGUAGE plpgsql AS $$
BEGIN
    CALL clean_slate();
    CALL person('ada', 'client', 'admin');
    CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer'); CALL person('tess', 'client', 'trainer');
    CALL person('carl'); CALL person('cora');
    PERFORM coaching.assign_trainer(id('carl'), id('tina')), coaching.assign_trainer(id('carl'), id('tess')), coaching.assign_trainer(id('cora'), id('tom'));
    UPDATE coaching.trainer_clients SET client_goals = '{strength}', can_view_progress = false, coach_notes = 'of tina' WHERE trainer_id = id('tina');
    UPDATE coaching.trainer_profiles SET buffer_after_minutes = 15, cancellation_window = '2 days' WHERE trainer_id = id('tom');
    INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, location) SELECT id('tina'), day, '06:00', '23:00', 'Tina''s' FROM generate_series(0, 6) AS day;
    INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode, location) SELECT id('tom'), day, '09:00', '17:00', CASE day WHEN 2 THEN 'gym' END, 'Tom''s' FROM generate_series(1, 5) AS day;
    INSERT INTO coaching.availability_overrides (trainer_id, date, windows) SELECT id('tom'), day, '[]' FROM generate_series(DATE '2040-06-01', '2040-06-30', '1 day') AS day;
    INSERT INTO coaching.session_packages (id, name, sessions, price) VALUES (id('ten'), 'Ten', 10, 400), (id('one'), 'One', 1, 60);
    INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id, purchased_at, expires_at) VALUES (id('main'), id('carl'), id('tina'), id('ten'), now() - interval '1 year', NULL), (id('short'), id('carl'), id('tina'), id('ten'), now(), '2040-03-05'),
        (id('used up'), id('carl'), id('tina'), id('one'), now(), NULL), (id('spent'), id('carl'), id('tina'), id('one'), now() - interval '1 year', NULL), (id('over'), id('carl'), id('tina'), id('ten'), now() - interval '1 year', now() - interval '1 day'),
        (id('paid back'), id('carl'), id('tina'), id('ten'), now(), NULL), (id('of tess'), id('carl'), id('tess'), id('ten'), now(), NULL);
    INSERT INTO names SELECT id(name), name FROM unnest('{main,short,used up,spent,over,paid back,of tess}'::text[]) AS name ON CONFLICT DO NOTHING;
    INSERT INTO coaching.bookings (id, trainer_id, client_id, client_package_id, session_date, duration_minutes, status, session_mode, series_id, override_availability)
        SELECT id(name), id(trainer), id(client), id(lot), coalesce(at::timestamptz, now() + ago), minutes, status, mode, CASE WHEN name LIKE 'week %' THEN id('series') END, ago IS NOT NULL OR name = 'night'
        FROM (VALUES (1, 'done', 'tina', 'carl', 'spent', NULL, interval '-9 days', 30, 'scheduled', NULL), (2, 'begun', 'tina', 'carl', 'main', NULL, '-10 minutes', 30, 'confirmed', NULL),
            (3, 'with tess', 'tess', 'carl', 'of tess', '2040-01-06 16:00', '0', 30, 'scheduled', NULL), (4, 'of cora', 'tom', 'cora', NULL, '2040-01-02 13:00', NULL, 60, 'scheduled', NULL),
            (5, 'same', 'tina', 'carl', 'used up', '2040-01-02 10:00', NULL, 60, 'confirmed', NULL), (6, 'taken', 'tina', 'carl', 'main', '2040-01-02 13:00', NULL, 60, 'scheduled', NULL), (7, 'evening', 'tina', 'carl', 'main', '2040-01-02 18:00', NULL, 60, 'scheduled', NULL),
            (8, 'online', 'tina', 'carl', 'main', '2040-01-03 10:00', NULL, 60, 'scheduled', 'online'), (9, 'weekend', 'tina', 'carl', 'main', '2040-01-07 10:00', NULL, 60, 'scheduled', NULL), (10, 'week 1', 'tina', 'carl', 'main', '2040-01-11 09:00', NULL, 45, 'scheduled', NULL),
            (11, 'week 2', 'tina', 'carl', 'main', '2040-01-18 09:00', NULL, 45, 'scheduled', NULL), (12, 'night', 'tina', 'carl', NULL, '2040-02-07 02:00', NULL, 60, 'scheduled', NULL), (13, 'last days', 'tina', 'carl', 'short', '2040-03-04 22:00', NULL, 60, 'scheduled', NULL),
            (14, 'in june', 'tina', 'carl', 'main', '2040-06-15 10:00', NULL, 60, 'confirmed', NULL), (15, 'called off', 'tina', 'carl', 'main', '2040-01-04 10:00', NULL, 60, 'scheduled', NULL))
        AS s (n, name, trainer, client, lot, at, ago, minutes, status, mode) ORDER BY n;
    INSERT INTO names SELECT id(name), name FROM unnest('{done,begun,with tess,of cora,same,taken,evening,online,weekend,week 1,week 2,night,last days,in june,called off}'::text[]) AS name ON CONFLICT DO NOTHING;
    PERFORM coaching.complete_booking(id('done')), coaching.cancel_booking(id('called off')), coaching.refund_package(id('paid back'), 0);
    INSERT INTO coaching.workout_plans (relationship_id, title, status, created_by, start_date) SELECT id, title, state, id('tina'), '2020-01-01' FROM coaching.trainer_clients, (VALUES ('A first', 'completed'), ('B now', 'active')) AS p (title, state) WHERE trainer_id = id('tina');
    INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name) SELECT id, 'Monday', 'Squat' FROM coaching.workout_plans;
    INSERT INTO coaching.workout_logs (client_id, name) VALUES (id('carl'), 'Legs');
    INSERT INTO coaching.client_profiles (client_id) VALUES (id('carl'));
    DELETE FROM coaching.notifications;
END $$;
CALL world();
SELECT * FROM sessions();
SELECT * FROM lots();
SELECT * FROM relationships();
SELECT * FROM places();

-- An admin transfers carl.
CALL be('ada');
SELECT coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom'), 'Load balancing') AS report \gset
SELECT numbers(:'report');
SELECT * FROM told_of(:'report');
CALL be_trusted();
-- the row is the report, and its numbers are those of the tables
SELECT to_jsonb(t) - 'id' = :'report'::jsonb - 'transfer_id' AS same, who(client_id) AS client, who(from_trainer_id) AS "from", who(to_trainer_id) AS "to", reason, who(transferred_by) AS by, created_at = (SELECT max(accepted_at) FROM coaching.trainer_clients) AS then FROM coaching.client_transfers t;
SELECT jsonb_object_keys(:'report'::jsonb) AS key ORDER BY 1;
SELECT who(o.trainer_id) AS "from", who(n.trainer_id) AS "to", d -> 'plan' ->> 'outcome' AS plan, d #>> '{plan,plan_id}' = p.id::text AS this FROM coaching.client_transfers, LATERAL (SELECT details AS d) _, coaching.trainer_clients o, coaching.trainer_clients n, coaching.workout_plans p
    WHERE o.id::text = d #>> '{relationships,from}' AND n.id::text = d #>> '{relationships,to}' AND p.status = 'active';
SELECT * FROM sessions();
SELECT * FROM lots();
SELECT * FROM relationships();
SELECT end_date = current_date AS ended_today, coach_notes FROM coaching.trainer_clients WHERE client_id = id('carl') ORDER BY created_at, id;
SELECT * FROM plans();
SELECT * FROM places();
-- sessions that moved have the new trainer's terms and place, the series is one, and nobody is in two places
SELECT who(id), buffer_after_minutes AS after, cancellation_window AS window, session_mode AS mode, location, override_availability AS override, version FROM coaching.bookings WHERE id IN (id('same'), id('taken'), id('online'), id('night'), id('in june'), id('begun')) ORDER BY session_date;
SELECT count(*), count(DISTINCT series_id) AS series FROM coaching.bookings WHERE series_id IS NOT NULL;
SELECT count(*) AS overlapping FROM coaching.bookings a JOIN coaching.bookings b ON a.id < b.id AND ((a.trainer_id = b.trainer_id AND a.held && b.held) OR (a.client_id = b.client_id AND a.during && b.during)) WHERE 'cancelled' NOT IN (a.status, b.status);
-- each of the three is told once, of the whole
SELECT * FROM news();
SELECT table_name, operation, count(*), string_agg(DISTINCT who(actor), ', ') AS actors FROM coaching.audit_log WHERE at = (SELECT created_at FROM coaching.client_transfers) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT who(trainer_id) AS trainer, changes ? 'reason' OR changes ? 'details' AS says_why FROM coaching.audit_log WHERE table_name = 'client_transfers';

-- Asked once more, there is nothing to transfer; carl may go back.
CALL be('ada');
SELECT attempt($$SELECT coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom'))$$);
-- the session under way is tina's to end, from a package that is tom's by now
CALL be('tina');
SELECT attempt($$SELECT coaching.complete_booking(id('begun'))$$);
CALL be('ada');
SELECT coaching.transfer_client_to_trainer(id('carl'), id('tom'), id('tina')) AS report \gset
SELECT numbers(:'report');
SELECT * FROM told_of(:'report') WHERE outcome <> 'moved';
SELECT * FROM relationships();
SELECT * FROM lots();
SELECT * FROM plans();
SELECT * FROM places();

-- What everybody sees, before and in the statement after the transfer, which the present trainer makes.
CALL world();
CREATE FUNCTION seen() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT concat_ws(' ', 'profiles', (SELECT count(*) FROM coaching.client_profiles), 'plans', (SELECT count(*) FROM coaching.workout_plans), 'exercises', (SELECT count(*) FROM coaching.workout_exercises), 'logs', (SELECT count(*) FROM coaching.workout_logs),
        'sessions', (SELECT count(*) FROM coaching.bookings WHERE client_id = id('carl')), 'lots', (SELECT count(*) FROM coaching.client_packages), 'ledger', (SELECT count(*) FROM coaching.package_ledger), 'relationships', (SELECT count(*) FROM coaching.trainer_clients WHERE client_id = id('carl')), 'transfers', (SELECT count(*) FROM coaching.client_transfers)) $$;
BEGIN;
CALL be('tina'); SELECT seen() AS tina;
CALL be('tom'); SELECT seen() AS tom;
CALL be('carl'); SELECT seen() AS carl;
CALL be('cora'); SELECT seen() AS cora;
CALL be('tina');
SELECT numbers(coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom')));
SELECT seen() AS tina, coaching.can_access(id('carl'), 'workouts') AS workouts, coaching.can_access(id('carl'), 'profile') AS profile, coaching.knows(id('carl')) AS knows;
CALL be('tom'); SELECT seen() AS tom, coaching.can_access(id('carl'), 'workouts') AS workouts, coaching.can_access(id('carl'), 'progress') AS progress, coaching.can_access(id('carl'), 'programs') AS programs;
CALL be('carl'); SELECT seen() AS carl;
CALL be('cora'); SELECT seen() AS cora;
CALL be('tess'); SELECT seen() AS tess;
CALL be('ada'); SELECT count(*) AS ada FROM coaching.client_transfers;
-- who trained when: tina keeps what she did
CALL be('tina');
SELECT session, trainer FROM sessions() WHERE session IN ('done', 'begun') ORDER BY 1;
SELECT who(client_package_id) AS lot, kind FROM coaching.package_ledger WHERE booking_id = id('done') ORDER BY id;
SELECT attempt($$UPDATE coaching.workout_plans SET title = 'mine'$$) AS plan, attempt(format('SELECT coaching.book_session(%L, %L, %L)', id('tina'), id('carl'), '2040-02-01 10:00')) AS booking, attempt($$UPDATE coaching.client_packages SET metadata = '{"a": 1}' WHERE id = id('over')$$) AS package;
CALL be('tom');
SELECT attempt($$UPDATE coaching.workout_plans SET title = 'mine' WHERE status = 'active'$$) AS plan, attempt($$SELECT coaching.confirm_booking(id('same'))$$) AS booking;
ROLLBACK;

-- Who may ask, and for whom. Nothing changes where it is refused.
CALL world();
CALL person('cleo');
SELECT everything() AS before \gset
SELECT * FROM places() WHERE counted <> there;
CREATE FUNCTION asked(asker text, client text, "from" text, "to" text, setting text DEFAULT 'SELECT') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text; before text;
BEGIN
    EXECUTE setting;
    before := everything();
    IF asker = 'nobody' THEN CALL be_nobody(); ELSIF asker <> 'trusted' THEN CALL be(asker); END IF;
    answer := attempt(format('SELECT coaching.transfer_client_to_trainer(%L, %L, %L)', id(client), id("from"), id("to")));
    CALL be_trusted();
    IF answer <> '1 row' AND everything() <> before THEN answer := 'HALF DONE ' || answer; END IF;
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN CALL be_trusted(); RETURN answer;
END $$;
SELECT asker, client, "from", "to", asked(asker, client, "from", "to") FROM (VALUES (1, 'nobody', 'carl', 'tina', 'tom'), (2, 'carl', 'carl', 'tina', 'tom'), (3, 'cora', 'carl', 'tina', 'tom'), (4, 'tom', 'carl', 'tina', 'tom'), (5, 'tess', 'carl', 'tina', 'tom'),
    (6, 'tom', 'carl', 'tom', 'tess'), (7, 'tina', 'cora', 'tina', 'tess'), (8, 'tina', 'nobody at all', 'tina', 'tom'), (9, 'tina', 'carl', 'tina', 'tom'), (10, 'ada', 'carl', 'tina', 'tom'), (11, 'trusted', 'carl', 'tina', 'tom'),
    (12, 'ada', 'nobody at all', 'tina', 'tom'), (13, 'ada', 'cleo', 'tina', 'tom'), (14, 'ada', 'carl', 'tina', 'tina'), (15, 'ada', 'carl', 'tina', 'carl'), (16, 'ada', 'carl', 'tina', 'cora'), (17, 'ada', 'carl', 'tina', 'nobody at all'), (18, 'ada', 'carl', 'nobody at all', 'tom'),
    (19, 'ada', 'carl', 'tom', 'tina'), (20, 'ada', 'tina', 'carl', 'tom')) AS a (n, asker, client, "from", "to") ORDER BY n;
SELECT what, asked(asker, 'carl', 'tina', 'tom', setting) FROM (VALUES (1, 'tom is full', 'ada', $$UPDATE coaching.trainer_profiles SET max_clients = 1 WHERE trainer_id = id('tom')$$), (2, 'tom is full, by tina', 'tina', $$UPDATE coaching.trainer_profiles SET max_clients = 1 WHERE trainer_id = id('tom')$$),
    (3, 'carl has blocked tom', 'ada', $$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('carl'), id('tom'))$$), (4, 'tom has blocked carl', 'tina', $$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tom'), id('carl'))$$),
    (5, 'tom rests', 'ada', $$UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('tom')$$), (6, 'tom has left', 'ada', $$UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tom')$$),
    (7, 'tom takes no new clients', 'tina', $$UPDATE coaching.trainer_profiles SET accepts_clients = false WHERE trainer_id = id('tom')$$), (8, 'an admin says so', 'ada', $$UPDATE coaching.trainer_profiles SET accepts_clients = false WHERE trainer_id = id('tom')$$),
    (9, 'tina and carl are paused', 'tina', $$UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina')$$), (10, 'tina and carl have parted', 'tina', $$UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = id('tina')$$),
    (11, 'tina has left', 'tina', $$UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tina')$$), (12, 'tina has left, by an admin', 'ada', $$UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tina')$$), (13, 'carl has left', 'ada', $$UPDATE coaching.users SET deactivated_at = now() WHERE id = id('carl')$$),
    (14, 'tina trains carl no more by her role', 'ada', $$UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('tina')$$)) AS w (n, what, asker, setting) ORDER BY n;
SELECT everything() = :'before' AS unchanged;
SELECT attempt(format('SELECT coaching.transfer_client_to_trainer(%L, %L, %L, %L)', id('carl'), id('tina'), id('tom'), repeat('x', 4001))) AS reason;

-- The ways in which the two may be connected already.
CREATE FUNCTION afterwards(setting text, how text DEFAULT '') RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    lines text[];
BEGIN
    EXECUTE setting;
    DELETE FROM coaching.notifications;
    CALL be('ada');
    BEGIN
        EXECUTE format('SELECT ARRAY[numbers(coaching.transfer_client_to_trainer(id(%L), id(%L), id(%L)%s))]', 'carl', 'tina', 'tom', how) INTO lines;
    EXCEPTION WHEN SQLSTATE 'PT409' THEN lines := ARRAY[SQLERRM];
    END;
    CALL be_trusted();
    lines := lines || ARRAY(SELECT concat_ws(' ', trainer, status, CASE WHEN is_primary THEN 'primary' END, origin, goals::text, may) FROM relationships()) || ARRAY(SELECT concat_ws(' ', 'plan', title, 'of', trainer, status) FROM plans()) || (SELECT 'places ' || string_agg(trainer || ' ' || counted || ' ' || there, ', ') FROM places())
        || (SELECT 'told ' || string_agg(people || ' ' || kind, '; ' ORDER BY kind) FROM news());
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN CALL be_trusted(); RETURN QUERY SELECT unnest(lines);
END $$;
-- tom trains carl beside tina: that relationship goes on, with its own permissions; no place is taken; his own plan stays
SELECT * FROM afterwards($$SELECT coaching.assign_trainer(id('carl'), id('tom')); UPDATE coaching.trainer_clients SET can_view_workouts = false WHERE trainer_id = id('tom') AND client_id = id('carl'); UPDATE coaching.trainer_profiles SET max_clients = 2 WHERE trainer_id = id('tom');
    INSERT INTO coaching.workout_plans (relationship_id, title) SELECT id, 'C of tom' FROM coaching.trainer_clients WHERE trainer_id = id('tom') AND client_id = id('carl')$$);
-- and is the primary one already
SELECT * FROM afterwards($$SELECT coaching.assign_trainer(id('carl'), id('tom')); SELECT coaching.set_primary_trainer(id('carl'), id('tom')); UPDATE coaching.trainer_clients SET client_goals = '{balance}' WHERE trainer_id = id('tom') AND client_id = id('carl')$$);
-- tess is the primary one, or nobody is
SELECT * FROM afterwards($$SELECT coaching.set_primary_trainer(id('carl'), id('tess'))$$);
SELECT * FROM afterwards($$UPDATE coaching.trainer_clients SET is_primary = false WHERE client_id = id('carl')$$);
-- tom has proposed, was asked or has invited: that is answered with it
SELECT * FROM afterwards($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (id('tom'), id('carl'), 'pending')$$);
BEGIN;
INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('carl'), id('tom'));
INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES (id('tom'), id('carl'));
SELECT numbers(coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom')));
SELECT r.status AS request, i.status AS invitation FROM coaching.connection_requests r, coaching.client_invitations i;
ROLLBACK;
-- they are paused, or were together long ago
SELECT * FROM afterwards($$SELECT coaching.assign_trainer(id('carl'), id('tom')); UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tom') AND client_id = id('carl')$$);
SELECT * FROM afterwards($$SELECT coaching.assign_trainer(id('carl'), id('tom')); UPDATE coaching.trainer_clients SET status = 'completed' WHERE trainer_id = id('tom') AND client_id = id('carl')$$);

-- What may stay behind.
CREATE FUNCTION left_behind(how text, setting text DEFAULT 'SELECT') RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    lines text[];
BEGIN
    EXECUTE setting;
    EXECUTE format('SELECT ARRAY[numbers(coaching.transfer_client_to_trainer(id(%L), id(%L), id(%L), %s))]', 'carl', 'tina', 'tom', how) INTO lines;
    lines := lines || ARRAY(SELECT concat_ws(' | ', session, trainer, at, state, paid_by, credit) FROM sessions() WHERE session NOT IN ('done', 'begun', 'with tess', 'called off'))
        || ARRAY(SELECT concat_ws(' | ', lot, trainer, status, remaining, booked) FROM lots()) || ARRAY(SELECT concat_ws(' | ', title, trainer, status) FROM plans() WHERE title = 'B now');
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN RETURN QUERY SELECT unnest(lines);
END $$;
-- packages stay: what they pay for is given back and booked anew, unpaid, or from a package with the new trainer
SELECT * FROM left_behind('move_packages => false');
SELECT * FROM left_behind('move_packages => false', $$SELECT coaching.assign_trainer(id('carl'), id('tom'));
    INSERT INTO coaching.client_packages (client_id, trainer_id, package_id) VALUES (id('carl'), id('tom'), id('ten'))$$);
SELECT * FROM left_behind('move_packages => false', $$INSERT INTO coaching.settings VALUES ('packages_required', 'on')$$);
-- sessions stay: they are called off; the plan stays: it is completed
SELECT * FROM left_behind('move_bookings => false');
SELECT * FROM left_behind('move_plans => false');
SELECT * FROM left_behind('move_packages => false, move_bookings => false, move_plans => false');

-- Times near by: the notice the new trainer asks for is left, and what is paid for stays paid.
CALL clean_slate();
CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer'); CALL person('carl'); CALL person('cora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id('tom'), day, '00:00', '24:00' FROM generate_series(0, 6) AS day;
UPDATE coaching.trainer_profiles SET min_notice = '5 hours', max_advance = '1 day', slot_step_minutes = 1 WHERE trainer_id = id('tom');
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, override_availability) VALUES (id('soon'), id('tina'), id('carl'), now() + interval '2 hours', true), (id('much later'), id('tina'), id('carl'), now() + interval '200 days', true);
INSERT INTO names VALUES (id('soon'), 'soon'), (id('much later'), 'much later');
-- at its time it may be sooner than the notice and farther than the horizon, as staff may book
BEGIN;
SELECT numbers(coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom')));
ROLLBACK;
-- elsewhere it may not be sooner
BEGIN;
SELECT coaching.assign_trainer(id('cora'), id('tom')) IS NOT NULL AS assigned;
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, override_availability) VALUES (id('tom'), id('cora'), now() + interval '150 minutes', true);
SELECT coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom')) AS report \gset
SELECT session, outcome, (b ->> 'to')::timestamptz - now() BETWEEN '5 hours' AND '5 hours 1 minute' AS after_notice, t.code FROM told_of(:'report') t, jsonb_array_elements(:'report'::jsonb -> 'details' -> 'bookings') b WHERE session = 'soon' AND b ->> 'booking_id' = id('soon')::text;
ROLLBACK;
-- whatever the isolation level
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT numbers(coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom')));
SELECT numbers(coaching.transfer_client_to_trainer(id('carl'), id('tom'), id('tina')));
ROLLBACK;
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT numbers(coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom')));
ROLLBACK;
BEGIN READ ONLY;
SELECT attempt($$SELECT coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom'))$$);
ROLLBACK;

-- Sessions that both have to move stand in each other's way until one has: nothing is called off for that.
BEGIN;
DELETE FROM coaching.trainer_availability WHERE trainer_id = id('tom');
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode, effective_from) VALUES (id('tom'), 2, '10:00', '11:00', 'gym', '2040-01-01'), (id('tom'), 3, '10:00', '11:00', 'online', '2040-01-01');
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, session_mode, override_availability) VALUES (id('monday'), id('tina'), id('carl'), '2040-01-02 09:00', 'gym', true), (id('tuesday'), id('tina'), id('carl'), '2040-01-03 09:30', 'online', true);
INSERT INTO names VALUES (id('monday'), 'monday'), (id('tuesday'), 'tuesday');
SELECT * FROM told_of(coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom'))) WHERE session IN ('monday', 'tuesday');
ROLLBACK;

-- Transfers are written by the function; trusted callers bring those made elsewhere; what happened stays, until somebody is erased.
CALL person('ada', 'client', 'admin');
SELECT count(coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tom'), 'he smells'));
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.client_transfers (client_id, from_trainer_id, to_trainer_id) VALUES (id('carl'), id('tom'), id('tina'))$$) AS added, attempt($$UPDATE coaching.client_transfers SET reason = NULL$$) AS changed, attempt($$DELETE FROM coaching.client_transfers$$) AS deleted;
CALL be_trusted();
SELECT attempt($$UPDATE coaching.client_transfers SET reason = NULL$$) AS changed, attempt($$DELETE FROM coaching.client_transfers$$) AS deleted,
    attempt($$INSERT INTO coaching.client_transfers (client_id, from_trainer_id, to_trainer_id, reason, created_at) VALUES (id('carl'), id('tom'), id('tina'), 'long ago', '2020-01-01')$$) AS brought;
SELECT attempt(format('INSERT INTO coaching.client_transfers (client_id, from_trainer_id, to_trainer_id, %I) VALUES (id(%L), id(%L), id(%L), %L)', column_name, client, "from", "to", value)) FROM (VALUES (1, 'reason', 'carl', 'tom', 'tom', NULL), (2, 'reason', 'tom', 'tom', 'tina', NULL), (3, 'reason', 'tina', 'tom', 'tina', NULL),
    (4, 'bookings_moved', 'carl', 'tom', 'tina', '-1'), (5, 'details', 'carl', 'tom', 'tina', '[]'), (6, 'reason', 'carl', 'tom', 'tina', repeat('x', 4001)), (7, 'created_at', 'carl', 'tom', 'tina', NULL)) AS v (n, column_name, client, "from", "to", value) ORDER BY n;
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased;
SELECT reason, details, bookings_moved FROM coaching.client_transfers ORDER BY id;
SELECT count(*) AS left_in_the_log FROM coaching.audit_log WHERE changes::text LIKE '%smells%' OR changes::text LIKE '%long ago%';

CALL clean_slate();
DROP FUNCTION sessions, lots, relationships, plans, places, numbers, told_of, news, everything, seen, asked, afterwards, left_behind;
DROP PROCEDURE world;
