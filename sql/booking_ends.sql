-- booking_ends: when two people part, what was booked between them is cancelled and paid back; what has been stays.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer');
CALL person('carl'); CALL person('cora');
SELECT count(coaching.assign_trainer(id(client), id(trainer))) AS relationships FROM (VALUES ('carl', 'tina'), ('cora', 'tina'), ('carl', 'tom')) AS r (client, trainer);
INSERT INTO coaching.session_packages (id, name, sessions, price) VALUES (id('ten'), 'Ten', 10, 400);
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (id('lot'), id('carl'), id('tina'), id('ten'));
-- Carl and tina: two sessions that have been, one that began and is not settled, one in an hour, one in a week; and each one with somebody else.
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, duration_minutes, override_availability, status) SELECT id(name), id(trainer), id(client), now() + at, 30, true, status
    FROM (VALUES (1, 'done', 'tina', 'carl', interval '-9 days', 'scheduled'), (2, 'missed', 'tina', 'carl', '-8 days', 'scheduled'), (3, 'begun', 'tina', 'carl', '-10 minutes', 'confirmed'), (4, 'soon', 'tina', 'carl', '1 hour', 'confirmed'),
        (5, 'later', 'tina', 'carl', '7 days', 'scheduled'), (6, 'of cora', 'tina', 'cora', '8 days', 'scheduled'), (7, 'with tom', 'tom', 'carl', '9 days', 'scheduled')) AS s (n, name, trainer, client, at, status) ORDER BY n;
INSERT INTO names SELECT id(name), name FROM unnest('{done,missed,begun,soon,later,of cora,with tom}'::text[]) AS name;
SELECT coaching.complete_booking(id('done')), coaching.mark_no_show(id('missed'));
DELETE FROM coaching.notifications;
CREATE FUNCTION sessions() RETURNS TABLE (session text, state text, credit text) LANGUAGE sql SECURITY DEFINER AS $$
    SELECT who(b.id), concat_ws(', ', b.status, 'by ' || cancelled_by, cancel_reason, CASE WHEN late_cancel THEN 'late' END), (SELECT string_agg(kind, ' ' ORDER BY l.id) FROM coaching.package_ledger l WHERE booking_id = b.id) FROM coaching.bookings b ORDER BY session_date $$;
SELECT * FROM sessions();
SELECT sessions_remaining FROM coaching.client_packages;

-- What a statement changes, and who is told of it; undone.
CREATE FUNCTION after_it(asker text, statement text) RETURNS TABLE (cancelled text, remaining int, told text) LANGUAGE plpgsql AS $$
BEGIN
    IF asker <> 'trusted' THEN CALL be(asker); END IF;
    EXECUTE statement;
    CALL be_trusted();
    SELECT coalesce(string_agg(format('%s (%s; %s)', s.session, s.state, s.credit), ', '), '-') INTO cancelled FROM sessions() s WHERE s.state LIKE 'cancelled%';
    SELECT sessions_remaining INTO remaining FROM coaching.client_packages;
    SELECT coalesce(string_agg(format('%s %s of %s', n, who(user_id), kind), ', ' ORDER BY kind, who(user_id)), '-') INTO told FROM (SELECT user_id, kind, count(*) AS n FROM coaching.notifications WHERE kind LIKE 'booking%' GROUP BY 1, 2) n;
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN RETURN NEXT; WHEN OTHERS THEN CALL be_trusted(); cancelled := SQLERRM; RETURN NEXT;
END $$;
\x on
SELECT way, a.* FROM (VALUES (1, 'the trainer completes it', 'tina', $$UPDATE coaching.trainer_clients SET status = 'completed' WHERE trainer_id = id('tina') AND client_id = id('carl')$$),
    (2, 'the client terminates it', 'carl', $$UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = id('tina')$$), (3, 'an admin ends it', 'ada', $$UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = id('tina') AND client_id = id('carl')$$),
    (4, 'the connection is removed', 'carl', $$SELECT coaching.remove_connection(id('tina'))$$), (5, 'the client blocks', 'carl', $$SELECT coaching.block_user(id('tina'), 'enough')$$), (6, 'the trainer blocks', 'tina', $$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tina'), id('carl'))$$),
    (7, 'the client is erased', 'trusted', $$SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased$$), (8, 'the trainer is erased', 'trusted', $$SELECT coaching.erase_user(id('tina')) IS NOT NULL AS erased$$),
    (9, 'it is paused', 'carl', $$UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina')$$), (10, 'the trainer rests', 'tina', $$UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('tina')$$),
    (11, 'the client leaves for a while', 'trusted', $$UPDATE coaching.users SET deactivated_at = now() WHERE id = id('carl')$$), (12, 'another trainer becomes the first', 'ada', $$SELECT coaching.set_primary_trainer(id('carl'), id('tom'))$$)) AS w (n, way, asker, statement), LATERAL after_it(asker, statement) a ORDER BY n;
\x off

-- A paused client's sessions stay and may be cancelled or take place; ending it then cancels them.
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina') AND client_id = id('carl');
CALL be('tina');
SELECT coaching.complete_booking(id('begun'));
CALL be('carl');
SELECT attempt(format('SELECT coaching.book_session(%L, %L, %L)', id('tina'), id('carl'), now() + interval '3 days')) AS nothing_new;
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = id('tina') AND client_id = id('carl');
SELECT * FROM sessions();
-- what was cancelled stays so when they meet again, and both still see it all
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
SELECT session FROM sessions() WHERE state LIKE 'cancelled%';
CALL be('carl'); SELECT count(*) AS carl_sees FROM coaching.bookings;
CALL be('tina'); SELECT count(*) AS tina_sees FROM coaching.bookings;
CALL be_trusted();
SELECT who(b.id), CASE l.actor WHEN '00000000-0000-0000-0000-000000000000' THEN 'trusted' ELSE who(l.actor) END AS actor, changes -> 'status' AS status, changes -> 'cancel_reason' AS reason FROM coaching.audit_log l JOIN coaching.bookings b ON b.id::text = row_id WHERE table_name = 'bookings' AND changes ? 'cancel_reason' ORDER BY 1;

-- A session goes to another trainer by the house alone, as transfers do it: with that trainer's buffers and for that trainer's clients; the lot that pays stays.
CALL be_trusted();
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id('tom'), day, '00:00', '24:00' FROM generate_series(0, 6) AS day;
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, override_availability) VALUES (id('given'), id('tina'), id('carl'), now() + interval '20 days', true);
DELETE FROM coaching.notifications;
CALL be('ada');
SELECT attempt($$UPDATE coaching.bookings SET trainer_id = id('tom') WHERE id = id('given')$$) AS by_an_admin;
CALL be_trusted();
UPDATE coaching.trainer_profiles SET buffer_before_minutes = 20 WHERE trainer_id = id('tom');
UPDATE coaching.bookings SET trainer_id = id('tom') WHERE id = id('given');
SELECT who(trainer_id) AS trainer, buffer_before_minutes AS before, client_package_id = id('lot') AS same_lot, version FROM coaching.bookings WHERE id = id('given');
SELECT who(user_id), kind FROM coaching.notifications ORDER BY 1;
SELECT attempt($$UPDATE coaching.bookings SET trainer_id = id('cora') WHERE id = id('given')$$) AS to_no_trainer, attempt($$UPDATE coaching.bookings SET trainer_id = id('tom') WHERE id = id('of cora')$$) AS to_a_stranger;

-- Time off over sessions booked: they stay, both sides are told once of each, and the trainer is shown them.
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer'); CALL person('tom', 'client', 'trainer');
CALL person('carl'); CALL person('cora');
UPDATE coaching.users SET time_zone = 'Pacific/Auckland' WHERE id = id('tina');
SELECT count(coaching.assign_trainer(id(client), id('tina'))) AS clients FROM unnest('{carl,cora}'::text[]) AS client;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT id('tina'), day, '00:00', '24:00' FROM generate_series(0, 6) AS day;
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, override_availability) SELECT id(name), id('tina'), id(client), (at || ' Pacific/Auckland')::timestamptz, true
    FROM (VALUES ('the night before', 'carl', '2040-07-01 23:30'), ('first day', 'carl', '2040-07-02 00:30'), ('last day', 'cora', '2040-07-03 23:59'), ('day after', 'cora', '2040-07-05 01:00'), ('called off', 'cora', '2040-07-03 12:00')) AS s (name, client, at);
INSERT INTO names SELECT id(name), name FROM unnest('{the night before,first day,last day,day after,called off}'::text[]) AS name;
SELECT coaching.cancel_booking(id('called off')) ->> 'late' AS late;
DELETE FROM coaching.notifications;
CREATE FUNCTION told() RETURNS TABLE (person text, sessions text) LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY SELECT who(user_id), string_agg(who((payload ->> 'booking_id')::uuid), ', ' ORDER BY n.id) FROM coaching.notifications n WHERE kind = 'booking.time_off_conflict' GROUP BY 1 ORDER BY 1;
    DELETE FROM coaching.notifications;
END $$;
CALL be('tina');
INSERT INTO coaching.trainer_time_off (id, trainer_id, start_date, end_date, reason) VALUES (id('off'), id('tina'), '2040-07-02', '2040-07-03', 'sea');
SELECT * FROM told();
SELECT who(id), status FROM coaching.time_off_conflicts(id('off'));
UPDATE coaching.trainer_time_off SET end_date = '2040-07-05' WHERE id = id('off');
SELECT * FROM told();
UPDATE coaching.trainer_time_off SET start_date = '2040-07-03', reason = 'mountains' WHERE id = id('off');
SELECT * FROM told();
SELECT who(id), status FROM coaching.time_off_conflicts(id('off'));
-- they can be moved out of it, confirmed or take place, and nothing new is booked into it
SELECT attempt($$SELECT coaching.confirm_booking(id('last day'))$$), attempt($$SELECT coaching.reschedule_booking(id('day after'), '2040-07-04 12:00 Pacific/Auckland')$$) AS within, attempt($$SELECT coaching.reschedule_booking(id('day after'), '2040-07-06 12:00 Pacific/Auckland')$$) AS out_of_it;
CALL be('carl');
SELECT attempt($$SELECT * FROM coaching.time_off_conflicts(id('off'))$$);
CALL be('tom');
SELECT attempt($$SELECT * FROM coaching.time_off_conflicts(id('off'))$$);
CALL be('ada');
SELECT count(*) AS for_the_admin FROM coaching.time_off_conflicts(id('off'));
SELECT attempt($$SELECT * FROM coaching.time_off_conflicts(id('nothing'))$$);
CALL be_trusted();
CALL clean_slate();
DROP FUNCTION sessions, after_it, told;
