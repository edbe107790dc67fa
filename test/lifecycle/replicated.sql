-- What goes on in a world that is replicated: rows made, changed and deleted by the functions people use, for people that
-- nothing else in the world depends on.
SET client_min_messages = warning;
INSERT INTO auth.users (id, email) SELECT person(n), 'p' || n || '@example.org' FROM generate_series(60, 67) AS n;
SELECT coaching.promote_to_coach(person(60)), coaching.promote_to_coach(person(61)) \g /dev/null
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) SELECT person(t), d, '00:00', '24:00' FROM generate_series(60, 61) AS t, generate_series(0, 6) AS d;
SELECT * FROM coaching.assign_clients(person(60), ARRAY(SELECT person(n) FROM generate_series(62, 65) AS n)) \g /dev/null
INSERT INTO coaching.session_packages (id, trainer_id, name, sessions, price) VALUES (person(960), person(60), 'Sixty', 5, 250);

SELECT set_config('coaching.user_id', person(60)::text, false) \g /dev/null
SELECT coaching.sell_package(person(n), person(960), person(60)) FROM generate_series(62, 64) AS n \g /dev/null
SELECT coaching.book_series(person(60), person(n), '2040-06-04 10:00+00'::timestamptz + n * interval '2 hours', 3) FROM generate_series(62, 64) AS n \g /dev/null
SELECT coaching.cancel_booking(min(id::text)::uuid, 'ill') FROM coaching.bookings WHERE client_id = person(62) \g /dev/null
SELECT coaching.reschedule_booking(max(id::text)::uuid, '2040-07-04 10:00+00') FROM coaching.bookings WHERE client_id = person(62) \g /dev/null
SELECT coaching.confirm_booking(id) FROM coaching.bookings WHERE client_id = person(63) \g /dev/null
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date) VALUES (person(961), person(60), person(64), now() - interval '2 hours');
SELECT coaching.complete_booking(person(961)) \g /dev/null
SELECT coaching.create_workout_plan(person(62), '{"title": "Plan", "exercises": [{"day_of_week": "Monday", "exercise_name": "Row", "sets": 3, "reps": "10"}]}') \g /dev/null
SELECT coaching.send_invitation('somebody@example.org') \g /dev/null
INSERT INTO coaching.trainer_client_notes (client_id, note) VALUES (person(62), 'to stay'), (person(63), 'to go');
DELETE FROM coaching.trainer_client_notes WHERE note = 'to go';
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (person(60), '2040-08-01', '2040-08-02');
SELECT coaching.create_calendar_token(person(60)) \g /dev/null

SELECT set_config('coaching.user_id', person(62)::text, false) \g /dev/null
SELECT coaching.log_workout(person(62), '{"name": "Day", "sets": [{"exercise_name": "Row", "weight_used": 40, "reps_completed": 10}]}') \g /dev/null
SELECT coaching.import_training_history(person(62), 'strong', E'Date;Workout Name;Exercise Name;Set Order;Weight;Reps\n2026-03-14 09:00;A;Row;1;40;10\n2026-03-14 09:00;A;Row;2;42.5;8') \g /dev/null
UPDATE coaching.workout_progress SET rating = 5 WHERE weight_used = 42.5;
DELETE FROM coaching.workout_logs WHERE name = 'Day';
SELECT coaching.block_user(person(66)), coaching.unblock_user(person(66)) \g /dev/null
SELECT set_config('coaching.user_id', person(64)::text, false) \g /dev/null
INSERT INTO coaching.trainer_reviews (trainer_id, rating) VALUES (person(60), 5);
SELECT coaching.mark_notifications_read(ARRAY(SELECT id FROM coaching.notifications)) \g /dev/null
SELECT set_config('coaching.user_id', person(65)::text, false) \g /dev/null
SELECT coaching.submit_coaching_interest('{strength}') \g /dev/null
SELECT coaching.send_connection_request(person(61), 'please') \g /dev/null
SELECT set_config('coaching.user_id', person(61)::text, false) \g /dev/null
SELECT coaching.respond_to_request(id, 'accepted') FROM coaching.connection_requests WHERE to_user_id = person(61) \g /dev/null
RESET coaching.user_id;

-- To another trainer with everything, erased with everything, and a statement over many rows (but that of somebody erased before).
SELECT coaching.transfer_client_to_trainer(person(62), person(60), person(61), 'moved') \g /dev/null
DELETE FROM auth.users WHERE id = person(63);
UPDATE coaching.trainer_profiles SET metadata = '{"all": true}' WHERE trainer_id <> person(7);
UPDATE coaching.trainer_profiles SET metadata = '{}' WHERE trainer_id <> person(7);
INSERT INTO coaching.settings VALUES ('auto_assign', 'off');
DELETE FROM coaching.settings WHERE key = 'auto_assign';
