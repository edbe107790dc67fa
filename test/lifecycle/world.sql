-- A world with what a restore could get wrong. Run by the owner of the database.
SET client_min_messages = warning;
CREATE EXTENSION coaching CASCADE;
SELECT coaching.grant_access('coaching_app') \g /dev/null

CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, phone text, raw_user_meta_data jsonb DEFAULT '{}');
SELECT coaching.sync_auth_users() \g /dev/null
INSERT INTO auth.users (id, email, raw_user_meta_data)
    SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'p' || n || '@example.org',
        jsonb_build_object('full_name', E'Per“son”\t' || n || E'\\N\n')
    FROM generate_series(1, 40) AS n;

CREATE FUNCTION person(n int) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid;

-- 1 is an admin, 2 to 7 are trainers, 11 to 40 clients.
SELECT coaching.add_user_role(person(1), 'admin') \g /dev/null
SELECT coaching.promote_to_coach(person(n), ARRAY['strength', 'a "quoted" {word}'], E'bio\\ ' || n)
    FROM generate_series(2, 7) AS n \g /dev/null
INSERT INTO coaching.client_profiles (client_id, goals, preferred_windows)
    SELECT person(n), ARRAY['goal ' || n], '[{"day_of_week": 1, "start": "18:00", "end": "20:00"}]' FROM generate_series(11, 30) AS n;
INSERT INTO coaching.trainer_business (trainer_id, commission_rate, payout)
    SELECT person(n), 0.25, '{"iban": "DE00"}' FROM generate_series(2, 4) AS n;

-- Trainer 2 has more clients than the maximum lowered since; 3 is unlimited; 4's role is taken away.
SELECT * FROM coaching.assign_clients(person(2), ARRAY(SELECT person(n) FROM generate_series(11, 20) AS n)) \g /dev/null
UPDATE coaching.trainer_profiles SET max_clients = 3 WHERE trainer_id = person(2);
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = person(3);
SELECT * FROM coaching.assign_clients(person(3), ARRAY(SELECT person(n) FROM generate_series(15, 30) AS n)) \g /dev/null
SELECT coaching.assign_trainer(person(31), person(4)) \g /dev/null
UPDATE coaching.trainer_clients SET status = 'completed' WHERE trainer_id = person(4);
SELECT coaching.demote_coach(person(4)) \g /dev/null
-- Paused, pending, ended with another begun, blocked after an active time.
SELECT coaching.assign_trainer(person(32), person(5)), coaching.assign_trainer(person(33), person(5)),
    coaching.assign_trainer(person(34), person(5)) \g /dev/null
-- (sessions that end with them, and one that stays)
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, override_availability, notes)
    SELECT person(5), person(n), date_trunc('hour', now()) + n * interval '1 day', true, E'with\t"' || n || E'"\n\\N' FROM generate_series(32, 34) AS n;
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = person(32);
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE client_id = person(33);
SELECT coaching.assign_trainer(person(33), person(5)) \g /dev/null
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (person(5), person(35), 'pending');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id, reason) VALUES (person(34), person(5), 'no');
-- A trainer and a client deactivated while active, a client and a trainer erased while active.
SELECT coaching.assign_trainer(person(36), person(6)), coaching.assign_trainer(person(37), person(6)) \g /dev/null
UPDATE coaching.users SET deactivated_at = now() WHERE id IN (person(6), person(36));
SELECT coaching.assign_trainer(person(38), person(7)), coaching.assign_trainer(person(39), person(7)) \g /dev/null
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, comment) VALUES (person(7), person(39), 3, 'of a trainer erased since');
DELETE FROM auth.users WHERE id IN (person(38), person(7));
-- A trainer whose profile rests although clients are active.
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = person(3);
SELECT * FROM coaching.claim_notifications(5) \g /dev/null
UPDATE coaching.notifications SET read_at = now(), delivered_at = now(), last_error = E'tab\t' WHERE attempts = 1;
UPDATE coaching.users SET metadata = '{"vip": true}', updated_at = '2001-01-01' WHERE id = person(11);

-- Requests, invitations, interests and settings in every state, by the way they come about; 41 to 43 are
-- newcomers, 44's account was deleted while things were pending.
INSERT INTO auth.users (id, email) SELECT person(n), 'P' || n || '@Example.org' FROM generate_series(41, 44) AS n;
CREATE FUNCTION request(client int, trainer int, answer text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    request uuid;
BEGIN
    INSERT INTO coaching.connection_requests (from_user_id, to_user_id, match_percentage, message)
        VALUES (person(client), person(trainer), client, E'asks\t"' || trainer || E'"\n\\N') RETURNING id INTO request;
    UPDATE coaching.connection_requests SET status = answer WHERE id = request AND answer <> 'pending';
END $$;
SELECT request(41, 5, 'pending'), request(42, 5, 'deferred'), request(43, 5, 'rejected'), request(43, 5, 'cancelled'),
    request(43, 5, 'accepted'), request(44, 5, 'pending'), request(42, 2, 'deferred') \g /dev/null
-- Overdue without a mark, answered long ago from somewhere, never answered, to an address nobody has.
CREATE FUNCTION invitation(trainer int, email text, account int, answer text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    invitation uuid;
BEGIN
    PERFORM set_config('request.headers', '{"user-agent": "Quo\"ted/1", "x-forwarded-for": "2001:db8::7, 10.0.0.1"}', true);
    INSERT INTO coaching.client_invitations (trainer_id, target_email, target_user_id, message)
        VALUES (person(trainer), email, person(account), E'come\t' || coalesce(email, 'you')) RETURNING id INTO invitation;
    UPDATE coaching.client_invitations SET status = answer WHERE id = invitation AND answer <> 'pending';
END $$;
SELECT invitation(5, 'nobody@example.org', NULL, 'pending'), invitation(5, NULL, 42, 'pending'),
    invitation(2, 'P41@EXAMPLE.org', NULL, 'declined'), invitation(5, 'p40@example.org', NULL, 'revoked'),
    invitation(5, NULL, 40, 'expired'), invitation(5, 'overdue@example.org', NULL, 'pending'),
    invitation(5, 'p44@example.org', NULL, 'pending'), invitation(5, 'P30@example.ORG', NULL, 'accepted') \g /dev/null
UPDATE coaching.client_invitations SET expires_at = created_at WHERE target_email LIKE 'overdue@%';
INSERT INTO coaching.coaching_interests (client_id, goals, message) VALUES (person(28), ARRAY['strength', 'a "quoted" goal'], E'call\tme'),
    (person(41), '{}', NULL), (person(42), '{}', NULL), (person(29), '{}', NULL);
UPDATE coaching.coaching_interests SET status = 'contacted', handled_by = person(1) WHERE client_id = person(41);
UPDATE coaching.coaching_interests SET status = 'closed' WHERE client_id = person(42);
INSERT INTO coaching.coaching_interests (client_id) VALUES (person(42)), (person(44));
SELECT coaching.assign_trainer(person(29), person(5)) \g /dev/null
INSERT INTO coaching.session_settings (client_id, share_context, reminder_channels, reminder_minutes_before)
    VALUES (person(11), true, '{push,sms}', 0), (person(12), false, '{}', 43200), (person(44), true, '{email}', 60);
DELETE FROM auth.users WHERE id = person(44);
DROP FUNCTION request;
DROP FUNCTION invitation;

-- Packages in every state, by the way they come about: priced, sold by a trainer and elsewhere, used up, given back,
-- forfeited and waived, expired, refunded in part, moved to another trainer, of a client erased since.
INSERT INTO coaching.session_packages (id, trainer_id, name, description, sessions, price, currency, validity_days, is_active, metadata)
    VALUES (person(901), NULL, E'Ten\t"quoted"\n\\N', 'all\in', 10, 499.99, 'EUR', 90, true, '{"colour": "red"}'), (person(902), person(5), 'Own', NULL, 2, 0, 'CHF', NULL, false, '{}'),
        (person(903), person(5), 'One', NULL, 1, 60, NULL, 30, true, '{}');
INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (person(5), person(901), 450.50), (person(2), person(901), 510);
UPDATE coaching.trainer_business SET commission_rate = 0.6 WHERE trainer_id = person(2);
INSERT INTO auth.users (id, email) SELECT person(n), 'P' || n || '@example.org' FROM generate_series(45, 46) AS n;
SELECT coaching.assign_trainer(person(45), person(5)), coaching.assign_trainer(person(46), person(5)) \g /dev/null
-- (sessions without a package, as there is none yet)
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, override_availability, notes)
    SELECT person(n), person(5), person(CASE n WHEN 605 THEN 45 ELSE 46 END), date_trunc('hour', now()) + (n - 560) * interval '1 day', true, 'secret' FROM generate_series(605, 607) AS n;
SELECT coaching.sell_package(person(45), person(901), person(5), NULL, E'pay\t1', person(801)), coaching.sell_package(person(45), person(903), person(5)),
    coaching.sell_package(person(46), person(901), person(5)), coaching.sell_package(person(11), person(901), person(2), 400) \g /dev/null
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id, purchased_at, expires_at, metadata)
    VALUES (person(701), person(45), person(5), person(901), now() - interval '99 days', now() - interval '9 days', '{"old": true}'),
        (person(702), person(45), person(5), person(903), now() - interval '1 day', NULL, '{}'), (person(703), person(45), person(5), person(903), now(), NULL, '{}'),
        (person(704), person(45), person(5), person(903), now(), NULL, '{}');
INSERT INTO coaching.package_payments (client_package_id, kind, amount, external_id, paid_at) VALUES (person(702), 'payment', 60, 'bank 7', now() - interval '1 day');
-- 601 took place, 602 was to, 603 will, 604 was cancelled late and is forgiven.
INSERT INTO coaching.bookings (id, trainer_id, client_id, client_package_id, session_date, override_availability)
    SELECT person(n), person(5), person(45), person(lot), now() + at, true
    FROM (VALUES (601, 701, interval '-50 days'), (602, 701, '-40 days'), (603, 703, '29 days'), (604, 704, '5 hours')) AS b (n, lot, at);
SELECT coaching.complete_booking(person(601)) \g /dev/null
SELECT set_config('coaching.user_id', person(45)::text, false) \g /dev/null
SELECT coaching.cancel_booking(person(604), E'ill\t"today"') \g /dev/null
RESET coaching.user_id;
SELECT coaching.cancel_booking(person(604), waive => true) \g /dev/null
INSERT INTO coaching.package_ledger (client_package_id, kind, delta) VALUES (person(704), 'adjust', 2);
SELECT coaching.expire_packages(), coaching.refund_package(person(702), 12.34) \g /dev/null
SELECT coaching.cancel_booking(person(602)) \g /dev/null
UPDATE coaching.client_packages SET trainer_id = person(2) WHERE id = person(704);
DELETE FROM auth.users WHERE id = person(46);

-- Hours that hold always, for a time and past midnight; dates that differ, are closed or off. Trainer 2 has a clock of their own.
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = person(2);
UPDATE coaching.trainer_profiles SET buffer_before_minutes = 10, buffer_after_minutes = 5, min_notice = '1 day', max_advance = '1 year', cancellation_window = '2 days' WHERE trainer_id = person(2);
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, location)
    SELECT person(2), day, '09:00', '17:00', E'Gym\t"1"\n\\N' FROM generate_series(1, 5) AS day;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode, effective_from, effective_until)
    VALUES (person(2), 6, '22:00', '02:00', 'online', '2020-01-01', '2060-12-31'), (person(5), 0, '00:00', '24:00', NULL, NULL, NULL);
INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (person(2), '2040-01-03', '[]'),
    (person(2), '2040-01-04', '[{"start": "10:00", "end": "14:30", "session_mode": "gym", "location": "a \"place\""}, {"start": "23:00", "end": "01:00"}]');
-- Sessions in every state, with what came of their credits: by anybody, moved, out of hours, in a series, one repeated by its key.
SELECT set_config('coaching.user_id', person(2)::text, false) \g /dev/null
SELECT coaching.book_session(person(2), person(11), '2040-01-04 10:00 America/New_York', 90, notes => E'knee\t"left"', idempotency_key => person(621)) \g /dev/null
SELECT coaching.reschedule_booking(id, '2040-01-04 11:00 America/New_York') FROM coaching.bookings WHERE idempotency_key = person(621) \g /dev/null
SELECT coaching.book_series(person(2), person(11), '2040-03-05 16:00 America/New_York', 3) \g /dev/null
RESET coaching.user_id;
SELECT coaching.cancel_series(series_id, '2040-03-19', 'a holiday') FROM coaching.bookings WHERE series_id IS NOT NULL LIMIT 1 \g /dev/null
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, duration_minutes, override_availability, session_mode, location, metadata)
    SELECT person(n), person(2), person(11), now() + at, 45, true, 'home_visit', 'at home', '{"n": 1}'
    FROM (VALUES (611, interval '20 days'), (612, '-3 days'), (613, '21 days'), (614, '3 hours'), (615, '22 days'), (616, '23 days'), (617, '-4 days')) AS b (n, at);
SELECT coaching.confirm_booking(person(611)), coaching.mark_no_show(person(612)), coaching.complete_booking(person(617)) \g /dev/null
SELECT set_config('coaching.user_id', person(11)::text, false) \g /dev/null
SELECT coaching.cancel_booking(person(613)), coaching.cancel_booking(person(614)) \g /dev/null
SELECT set_config('coaching.user_id', person(2)::text, false) \g /dev/null
SELECT coaching.cancel_booking(person(615), E'flu\n"bad"') \g /dev/null
SELECT set_config('coaching.user_id', person(1)::text, false) \g /dev/null
SELECT coaching.cancel_booking(person(616)) \g /dev/null
RESET coaching.user_id;
INSERT INTO coaching.trainer_time_off (id, trainer_id, start_date, end_date, type, reason) VALUES (person(631), person(2), '2040-03-05', '2040-03-11', 'vacation', E'sea\t"side"'),
    (person(632), person(5), '2020-01-01', '2020-01-31', 'sick', NULL);
INSERT INTO coaching.settings VALUES ('packages_required', 'on');
INSERT INTO coaching.match_weights (factor, weight) VALUES ('price', 0), ('distance', 12.5);
-- A feed whose token is 32 times 5, one revoked, one of a trainer who rests.
INSERT INTO coaching.calendar_tokens (trainer_id, token_hash, revoked_at)
    VALUES (person(5), sha256(convert_to(repeat('5', 32), 'UTF8')), NULL), (person(5), sha256('revoked'), now()), (person(3), sha256('resting'), NULL);

-- The catalogue; programs of every visibility, one given to a client; plans in every state, of a program and by hand; workouts
-- logged by client and trainer, one under a key, with sets as planned, in another's place and unplanned.
SELECT coaching.import_exercises('[{"name": "Bench Press", "level": "beginner", "primaryMuscles": ["chest", "front \"delts\""], "instructions": ["Lie\tdown.", "Press."], "images": ["a/0.jpg"], "id": "Bench"}, {"name": "Plank"}]') \g /dev/null
INSERT INTO coaching.programs (id, user_id, name, description, visibility, is_template, duration_weeks, client_goals)
    SELECT person(800 + n::int), person(2), 'Program ' || n, E'line\n\tof "text"', visibility, visibility IN ('template', 'public'), n, '{a,"b c"}'
    FROM unnest(ARRAY['private', 'coach_only', 'template', 'public']) WITH ORDINALITY AS v (visibility, n);
INSERT INTO coaching.program_exercises (program_id, day_of_week, order_index, catalog_exercise_id, sets, reps, weight)
    SELECT p.id, day, 1, e.id, 3, '8-12', E'60% "max"' FROM coaching.programs p, coaching.exercises e, unnest(ARRAY['Monday', 'Sunday']) AS day WHERE e.name = 'Plank';
SELECT set_config('coaching.user_id', person(2)::text, false) \g /dev/null
SELECT coaching.assign_program(person(803), person(11)), coaching.assign_program(person(801), person(11)) \g /dev/null
SELECT coaching.create_workout_plan(person(11), '{"title": "Without end", "goals": "all\t\"of\" it", "duration_weeks": null, "metadata": {"n": 1}, "exercises": [{"day_of_week": "Tuesday", "exercise_name": "Squat", "sets": 5, "reps": "AMRAP", "rest_seconds": null}]}') \g /dev/null
INSERT INTO coaching.workout_plans (id, relationship_id, title, start_date, duration_weeks) SELECT person(811), id, 'Late', '2020-01-06', 520 FROM coaching.trainer_clients WHERE trainer_id = person(2) AND client_id = person(11) AND status = 'active';
INSERT INTO coaching.workout_exercises (id, plan_id, day_of_week, order_index, exercise_name, catalog_exercise_id, notes) SELECT person(820 + n), person(811), 'Monday', n, 'Lift ' || n, CASE n WHEN 1 THEN (SELECT id FROM coaching.exercises WHERE name = 'Plank') END, E'mind\n"this"' FROM generate_series(1, 3) AS n;
UPDATE coaching.workout_plans SET status = 'archived' WHERE program_id = person(803);
SELECT coaching.log_workout(person(11), jsonb_build_object('name', 'With trainer', 'started_at', '2026-03-16T17:00:00Z', 'sets', jsonb_build_array(jsonb_build_object('exercise_id', person(821), 'weight_used', 82.123, 'rpe', 7.5))), person(841)) \g /dev/null
SELECT set_config('coaching.user_id', person(11)::text, false) \g /dev/null
SELECT coaching.log_workout(person(11), jsonb_build_object('name', E'Leg\tDay', 'plan_id', person(811), 'started_at', '2026-03-17T17:00:00Z', 'ended_at', '2026-03-17T18:00:00Z', 'source', 'watch', 'external_id', '7', 'metadata', '{"k": "v"}'::jsonb, 'sets', jsonb_build_array(
    jsonb_build_object('exercise_id', person(822), 'exercise_name', E'Other "lift"', 'set_type', 'warmup', 'rating', 5), jsonb_build_object('exercise_name', 'Run', 'distance_km', 5.25, 'duration_minutes', 31.5, 'notes', 'rain'))), person(842)) \g /dev/null
SELECT sets FROM coaching.import_training_history(person(11), 'strong', concat_ws(E'\r\n', 'Date;Workout Name;Exercise Name;Set Order;Weight;Reps;Notes',
    '2026-03-14 09:00;"B;1";Row;W;22,5;12;"a ""note"" "', '2026-03-14 09:00;"B;1";Row;1;40;10;', '2026-03-14 09:00;"B;1";Row;2;heavy;10;')) \g /dev/null
INSERT INTO coaching.workout_progress (client_id, exercise_id, completed_at, sets_completed, reps_completed) VALUES (person(11), person(823), '2026-03-18 10:00+00', 3, 12);
SELECT set_config('coaching.user_id', person(2)::text, false) \g /dev/null
DELETE FROM coaching.workout_exercises WHERE id = person(823);
RESET coaching.user_id;

INSERT INTO auth.users (id, email) VALUES (person(47), 'p47@example.org');
-- What was said, by anybody who may: private and shared, of a session, by an AI, viewed and answered, changed and
-- withdrawn, of clients erased since. 617 took place with trainer 2, 601 with trainer 5.
INSERT INTO coaching.trainer_client_notes (id, trainer_id, client_id, note, is_private) VALUES (person(641), person(2), person(11), E'knee\t"left"\n\\N', true),
    (person(642), person(2), person(11), 'shared', false), (person(643), person(5), person(45), 'of 45', true);
INSERT INTO coaching.trainer_session_notes (booking_id, feedback, performance_rating, next_session_recommendations) VALUES (person(617), E'deep\t"squats"', 4, NULL), (person(601), NULL, NULL, E'more\\less\n');
INSERT INTO coaching.coaching_insights (id, trainer_id, client_id, type, title, content, ai_generated, ai_confidence, based_on_data, priority, tags) VALUES
    (person(651), person(2), person(11), 'observation', E'Plateau\t"bench"', E'80 kg\n\\.', true, 0.87, '{"workoutCount": 12}', 'high', ARRAY['a "quoted" {tag}']),
    (person(652), person(2), person(11), 'goal_update', 'New goal', 'x', false, NULL, NULL, 'low', '{}'), (person(653), person(2), person(12), 'recommendation', 'Rest', 'x', true, 1, '{}', 'medium', '{}');
SELECT set_config('coaching.user_id', person(11)::text, false) \g /dev/null
UPDATE coaching.coaching_insights SET client_viewed = true WHERE id = person(651);
UPDATE coaching.coaching_insights SET client_response = E'yes\t"please"' WHERE id = person(652);
INSERT INTO coaching.trainer_reviews (trainer_id, rating, comment) VALUES (person(2), 4, E'good\t"but"\n\\N');
SELECT set_config('coaching.user_id', person(45)::text, false) \g /dev/null
INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (person(5), 1);
UPDATE coaching.trainer_reviews SET rating = 2 WHERE client_id = person(45);
RESET coaching.user_id;
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, comment, created_at) SELECT person(2), person(n), 5 - n % 2, 'from elsewhere', now() - n * interval '1 year' FROM generate_series(12, 14) AS n;
INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, comment) VALUES (person(2), person(47), 1, 'goes with its author');
DELETE FROM auth.users WHERE id = person(47);
DELETE FROM coaching.trainer_reviews WHERE client_id = person(14);

-- Clients who went to another trainer: with a package, a session and a plan; elsewhere, long ago; of a client erased since.
INSERT INTO auth.users (id, email) VALUES (person(49), 'p49@example.org');
SELECT coaching.assign_trainer(person(49), person(5)) \g /dev/null
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (person(705), person(49), person(5), person(901));
INSERT INTO coaching.bookings (id, trainer_id, client_id, client_package_id, session_date, override_availability)
    VALUES (person(661), person(5), person(49), person(705), now() + interval '40 days', true);
INSERT INTO coaching.workout_plans (relationship_id, title) SELECT id, 'goes along' FROM coaching.trainer_clients WHERE client_id = person(49);
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = person(2);
SELECT coaching.transfer_client_to_trainer(person(49), person(5), person(2), E'nearer\t"home"\n\\N') \g /dev/null
UPDATE coaching.trainer_profiles SET max_clients = 3 WHERE trainer_id = person(2);
INSERT INTO auth.users (id, email) VALUES (person(48), 'p48@example.org');
INSERT INTO coaching.client_transfers (client_id, from_trainer_id, to_trainer_id, reason, transferred_by, packages_transferred, created_at)
    VALUES (person(12), person(4), person(2), 'brought along', person(1), 3, '2020-02-29'), (person(48), person(2), person(5), 'private', NULL, 0, '2021-01-01');
DELETE FROM auth.users WHERE id = person(48);

-- An app's own table beside ours, guarded by a predicate.
CREATE TABLE measurement (id int PRIMARY KEY, client_id uuid NOT NULL REFERENCES coaching.users (id), kg numeric);
CREATE INDEX ON measurement (client_id);
ALTER TABLE measurement ENABLE ROW LEVEL SECURITY;
CREATE POLICY measurement_select ON measurement FOR SELECT USING (coaching.can_access(client_id, 'progress'));
GRANT SELECT ON measurement TO authenticated;
INSERT INTO measurement SELECT n, person(10 + n), 70 + n FROM generate_series(1, 30) AS n;
