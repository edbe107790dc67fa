-- As many clients as the database's name ends in, 20 of each trainer, and 200 rows of progress of each:
-- three workouts a week for 40 workouts, five exercises each, in the order of time, so that a client's
-- rows lie scattered among everybody's. Ids are made of names, so that the same people are in every size.

SELECT substring(current_database() FROM '[0-9]+$')::integer AS clients \gset
\set ours bench_training_ :clients

CREATE EXTENSION coaching CASCADE;

DROP ROLE IF EXISTS :ours;
CREATE ROLE :ours;
SELECT coaching.grant_access(:'ours') \g /dev/null

-- As a restore does it: rows as they are, no trigger judging each of two millions, foreign keys among them.
SET session_replication_role = replica;
SET maintenance_work_mem = '256MB';
SET work_mem = '256MB';
SET synchronous_commit = off;

CREATE FUNCTION pg_temp.id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS 'SELECT md5(name)::uuid';
CREATE TEMPORARY TABLE clients AS
    SELECT i, pg_temp.id('client' || i) AS id, pg_temp.id('trainer' || (i - 1) / 20 + 1) AS trainer_id,
        pg_temp.id('relationship' || i) AS relationship_id, pg_temp.id('plan' || i) AS plan_id,
        (ARRAY['Europe/Berlin', 'Europe/London', 'America/New_York', 'UTC', 'Australia/Sydney'])[i % 5 + 1] AS zone
    FROM generate_series(1, :clients) i;
-- Mondays, Wednesdays and Fridays from 2024-01-01 on; each client leaves out some.
CREATE TEMPORARY TABLE workouts AS
    SELECT coaching.new_id() AS id, w.* FROM (SELECT c.id AS client_id, c.plan_id, c.i, n, n % 3 AS day,
        (date '2024-01-01' + skipped / 3 * 7 + skipped % 3 * 2 + time '18:00' + c.i % 120 * interval '1 minute') AT TIME ZONE zone AS at
    FROM clients c, generate_series(0, 39) n, LATERAL (SELECT n + (n + c.i % 10) / 10 AS skipped) s
    ORDER BY n, c.i) w;
ANALYZE workouts;

INSERT INTO coaching.users (id, full_name, roles, time_zone)
    SELECT id, 'Client ' || i, '{client}'::text[], zone FROM clients
    UNION ALL
    SELECT DISTINCT trainer_id, 'Trainer ' || (i - 1) / 20 + 1, '{trainer}'::text[], 'Europe/Berlin' FROM clients;
INSERT INTO coaching.trainer_profiles (trainer_id, display_name, active_clients, max_clients)
    SELECT DISTINCT trainer_id, 'Trainer ' || (i - 1) / 20 + 1, 20, 20 FROM clients;
INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status, is_primary)
    SELECT relationship_id, trainer_id, id, 'active', true FROM clients;
INSERT INTO coaching.workout_plans (id, relationship_id, trainer_id, client_id, title, duration_weeks, created_by, start_date)
    SELECT plan_id, relationship_id, trainer_id, id, 'Sixteen weeks', 16, trainer_id, '2024-01-01' FROM clients;
INSERT INTO coaching.workout_exercises (id, plan_id, client_id, day_of_week, order_index, exercise_name, sets, reps, weight)
    SELECT pg_temp.id(i || ' exercise ' || day || place), plan_id, id, (ARRAY['Monday', 'Wednesday', 'Friday'])[day + 1], place,
        (ARRAY['Squat', 'Bench Press', 'Barbell Row', 'Deadlift', 'Overhead Press', 'Pull Up', 'Lunge'])[(day * 2 + place) % 7 + 1], 3, '8-12', '60 kg'
    FROM clients, generate_series(0, 2) day, generate_series(0, 4) place;

-- Many rows are cheaper to index once they are there.
CREATE TEMPORARY TABLE dropped AS
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
    FROM pg_index i WHERE indrelid = 'coaching.workout_progress'::regclass
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid);
SELECT 'DROP INDEX ' || name FROM dropped \gexec
INSERT INTO coaching.workout_logs (id, client_id, plan_id, name, started_at, ended_at)
    SELECT id, client_id, plan_id, 'Workout', at, at + interval '70 minutes' FROM workouts;
INSERT INTO coaching.workout_progress (client_id, log_id, exercise_id, exercise_name, completed_at, sets_completed, reps_completed, weight_used, rpe)
    SELECT client_id, w.id, pg_temp.id(i || ' exercise ' || day || place),
        (ARRAY['Squat', 'Bench Press', 'Barbell Row', 'Deadlift', 'Overhead Press', 'Pull Up', 'Lunge'])[(day * 2 + place) % 7 + 1],
        at + (place + 1) * interval '12 minutes', 3, 8 + (n + place) % 6, 40 + (i + n) % 30 * 2.5, 8
    FROM workouts w, generate_series(0, 4) place
    ORDER BY n, i, place;
SELECT definition FROM dropped \gexec
RESET session_replication_role;
