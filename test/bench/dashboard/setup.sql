-- As many trainers as the database's name ends in, with eight clients each, a hundred sessions around today
-- (one a day), two lots and two payments of each client, and their last six workouts. Ids are made of names, so
-- that the same people are in every size.

SELECT substring(current_database() FROM '[0-9]+$')::integer AS trainers \gset
\set ours bench_dashboard_ :trainers

CREATE EXTENSION coaching CASCADE;

DROP ROLE IF EXISTS :ours;
CREATE ROLE :ours;
SELECT coaching.grant_access(:'ours') \g /dev/null

-- As a restore does it: rows as they are, no trigger judging each of them, foreign keys among them.
SET session_replication_role = replica;
SET maintenance_work_mem = '256MB';
SET work_mem = '256MB';
SET synchronous_commit = off;

CREATE FUNCTION pg_temp.id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS 'SELECT md5(name)::uuid';
CREATE TEMPORARY TABLE trainers AS
    SELECT i, pg_temp.id('trainer' || i) AS id,
        (ARRAY['Europe/Berlin', 'Europe/London', 'America/New_York', 'UTC', 'Australia/Sydney'])[i % 5 + 1] AS zone
    FROM generate_series(1, :trainers) i;
CREATE TEMPORARY TABLE clients AS
    SELECT (t.i - 1) * 8 + n AS i, n, pg_temp.id('client' || (t.i - 1) * 8 + n) AS id, t.id AS trainer_id, zone
    FROM trainers t, generate_series(1, 8) n;
ANALYZE clients;

INSERT INTO coaching.users (id, full_name, email, roles, time_zone)
    SELECT id, 'Client ' || i, 'client' || i || '@gym.test', '{client}'::text[], zone FROM clients
    UNION ALL
    SELECT id, 'Trainer ' || i, 'trainer' || i || '@gym.test', '{trainer}'::text[], zone FROM trainers
    UNION ALL
    SELECT pg_temp.id('admin'), 'Admin', 'admin@gym.test', '{admin}', 'UTC';
INSERT INTO coaching.trainer_profiles (trainer_id, display_name, active_clients, max_clients, time_zone)
    SELECT id, 'Trainer ' || i, 8, 15, zone FROM trainers;
INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status, is_primary, accepted_at)
    SELECT pg_temp.id('relationship' || i), trainer_id, id, 'active', true, now() FROM clients;

INSERT INTO coaching.session_packages (id, name, sessions, price, currency) VALUES (pg_temp.id('ten'), 'Ten sessions', 10, 500, 'EUR');
INSERT INTO coaching.client_packages (id, client_id, trainer_id, sold_by, package_id, name, sessions_total, sessions_remaining, price, currency, purchased_at, status)
    SELECT pg_temp.id(i || 'lot' || lot), id, trainer_id, trainer_id, pg_temp.id('ten'), 'Ten sessions', 10, (1 - lot) * 4, 500, 'EUR',
        now() - (lot * 40 + n) * interval '1 day', CASE lot WHEN 0 THEN 'active' ELSE 'exhausted' END
    FROM clients, generate_series(0, 1) lot;
INSERT INTO coaching.package_payments (client_package_id, client_id, trainer_id, kind, amount, currency, paid_at)
    SELECT id, client_id, trainer_id, 'payment', price, currency, purchased_at FROM coaching.client_packages;

-- What no figure reads and takes minutes to build is left out: that sessions do not overlap.
ALTER TABLE coaching.bookings DROP CONSTRAINT bookings_trainer_free, DROP CONSTRAINT bookings_client_free;
-- In the order of time, so that a trainer's rows lie scattered among everybody's. One in ten was cancelled.
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, status)
    SELECT t.id, pg_temp.id('client' || (t.i - 1) * 8 + day % 8 + 1), date_trunc('day', now()) + (day - 50) * interval '1 day' + (8 + t.i % 10) * interval '1 hour',
        CASE WHEN day % 10 = 9 THEN 'cancelled' WHEN day < 50 THEN 'completed' ELSE 'confirmed' END
    FROM generate_series(0, 99) day, trainers t ORDER BY day, t.i;

INSERT INTO coaching.workout_plans (id, relationship_id, trainer_id, client_id, title, duration_weeks, created_by, start_date)
    SELECT pg_temp.id('plan' || i), pg_temp.id('relationship' || i), trainer_id, id, 'Sixteen weeks', 16, trainer_id, current_date - 42 FROM clients;
INSERT INTO coaching.workout_exercises (plan_id, client_id, day_of_week, exercise_name, sets, reps)
    SELECT pg_temp.id('plan' || i), id, day, 'Squat', 3, '8-12' FROM clients, unnest('{Monday,Wednesday,Friday}'::text[]) day;
INSERT INTO coaching.workout_logs (id, client_id, plan_id, name, started_at)
    SELECT pg_temp.id(i || 'log' || workout), id, pg_temp.id('plan' || i), 'Workout', now() - (workout * 4 + i % 3) * interval '1 day'
    FROM generate_series(6, 1, -1) workout, clients;
INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name, completed_at, sets_completed, reps_completed, weight_used)
    SELECT client_id, id, 'Squat', started_at, 3, 8, 60 FROM coaching.workout_logs;
RESET session_replication_role;
