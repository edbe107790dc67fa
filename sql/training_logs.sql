-- training: what was done: as planned, in another order, in another's place, unplanned or not at all; who writes it down for whom.
SET client_min_messages = warning;
SET time zone 'UTC';
CALL clean_slate();
TRUNCATE coaching.exercises CASCADE;
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned, coaching.assign_trainer(id('cora'), id('tom')) IS NOT NULL AS other;
INSERT INTO coaching.exercises (id, name) VALUES (id('bench'), 'Bench Press'), (id('plank'), 'Plank');
INSERT INTO coaching.workout_plans (id, relationship_id, title) SELECT id('plan of ' || who(client_id)), r.id, 'Plan' FROM coaching.trainer_clients r;
INSERT INTO coaching.workout_exercises (id, plan_id, day_of_week, order_index, exercise_name, catalog_exercise_id) VALUES
    (id('squat'), id('plan of carl'), 'Monday', 0, 'Squat', NULL), (id('press'), id('plan of carl'), 'Monday', 1, 'Bench Press', id('bench')), (id('dips'), id('plan of carl'), 'Monday', 2, 'Dips', NULL),
    (id('cora''s'), id('plan of cora'), 'Monday', 0, 'Run', NULL);
-- Everything there is, in order of writing.
CREATE FUNCTION done(client text DEFAULT 'carl') RETURNS TABLE (exercise text, key text, known text, planned text, log text, at text, sets int, reps int, kg numeric, minutes numeric, km numeric, rpe numeric, type text, rating int, by text) LANGUAGE sql SECURITY DEFINER AS $$
    SELECT p.exercise_name, exercise_key, e.name, w.exercise_name, l.name, to_char(completed_at, 'YYYY-MM-DD HH24:MI'), sets_completed, reps_completed, weight_used, duration_minutes, distance_km, rpe, set_type, rating, who(p.logged_by)
    FROM coaching.workout_progress p LEFT JOIN coaching.exercises e ON e.id = p.catalog_exercise_id LEFT JOIN coaching.workout_exercises w ON w.id = p.exercise_id LEFT JOIN coaching.workout_logs l ON l.id = p.log_id
    WHERE p.client_id = id(client) ORDER BY p.created_at, p.id $$;

-- Without a workout around it, as a plain INSERT. The plan is a proposal.
CALL be('carl');
INSERT INTO coaching.workout_progress (client_id, exercise_id, completed_at, sets_completed, reps_completed, weight_used, rating) VALUES
    (id('carl'), id('press'), '2026-03-02 18:10+00', 4, 8, 60, 4), (id('carl'), id('squat'), '2026-03-02 18:30+00', 3, 5, 82.5, NULL);    -- the other way round, and no dips
INSERT INTO coaching.workout_progress (client_id, exercise_id, exercise_name, completed_at, sets_completed) VALUES (id('carl'), id('press'), 'Push-Ups', '2026-03-09 18:00+00', 4),
    (id('carl'), id('press'), ' BENCH press', '2026-03-09 18:05+00', 1);     -- in its place; the same in another spelling
INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at, duration_minutes, distance_km, rpe) VALUES (id('carl'), 'Run', '2026-03-10 06:00+00', 31.5, 5.2, 7.5);
INSERT INTO coaching.workout_progress (client_id, catalog_exercise_id, completed_at, duration_minutes) VALUES (id('carl'), id('plank'), '2026-03-10 06:45+00', 2);
INSERT INTO coaching.workout_progress (client_id, exercise_id, catalog_exercise_id, completed_at) VALUES (id('carl'), id('dips'), id('plank'), '2026-03-10 06:50+00');
SELECT * FROM done();

-- A whole workout.
SELECT coaching.log_workout(id('carl'), jsonb_build_object('name', 'Leg Day', 'plan_id', id('plan of carl'), 'started_at', '2026-03-16T17:00:00+01:00', 'ended_at', '2026-03-16 18:02:03.5+01', 'notes', 'hot', 'metadata', '{"gym": "Mitte"}'::jsonb,
    'sets', jsonb_build_array(
        jsonb_build_object('exercise_id', id('squat'), 'reps_completed', 5, 'weight_used', 100, 'set_type', 'warmup', 'completed_at', '2026-03-16T16:05:00Z'),
        jsonb_build_object('exercise_id', id('squat'), 'sets_completed', 3, 'reps_completed', 5, 'weight_used', 122.4567, 'rpe', 8.5, 'rating', 5, 'notes', 'deep'),
        jsonb_build_object('exercise_id', id('press'), 'exercise_name', 'Machine Press', 'reps_completed', 12),
        jsonb_build_object('exercise_name', 'Sauna', 'duration_minutes', 15)))) AS log \gset
SELECT name, plan_id = id('plan of carl') AS planned, started_at, ended_at, source, external_id, notes, metadata, who(logged_by) AS by FROM coaching.workout_logs WHERE id = :'log';
SELECT * FROM done() WHERE log IS NOT NULL;
-- an empty one was done as well; exercises is another word for sets
SELECT coaching.log_workout(id('carl'), '{}') AS empty \gset
SELECT name, started_at > now() - interval '1 hour' AS just_now, source FROM coaching.workout_logs WHERE id = :'empty';
SELECT coaching.log_workout(id('carl'), '{"exercises": [{"exercise_name": "Stretching"}], "started_at": "2026-03-17T10:00:00Z"}') IS NOT NULL AS logged;

-- Repeated under its key it is the same workout, whatever became of it; another one under that key is refused. Keys are the client's own.
SELECT coaching.log_workout(id('carl'), '{"name": "Once", "started_at": "2026-03-18T10:00:00Z", "sets": [{"exercise_name": "Row"}]}', id('key')) AS once \gset
SELECT coaching.log_workout(id('carl'), '{"sets": [{"exercise_name": "Row"}], "started_at": "2026-03-18T10:00:00Z", "name": "Once"}', id('key')) = :'once' AS the_same;
UPDATE coaching.workout_logs SET name = 'Renamed' WHERE id = :'once';
SELECT coaching.log_workout(id('carl'), '{"name": "Once", "started_at": "2026-03-18T10:00:00Z", "sets": [{"exercise_name": "Row"}]}', id('key')) = :'once' AS the_same;
SELECT attempt($$SELECT coaching.log_workout(id('carl'), '{"name": "Twice", "started_at": "2026-03-18T10:00:00Z", "sets": [{"exercise_name": "Row"}]}', id('key'))$$);
SELECT count(*) FROM coaching.workout_progress WHERE log_id = :'once';
CALL be('cora');
SELECT coaching.log_workout(id('cora'), '{"name": "Once", "started_at": "2026-03-18T10:00:00Z", "sets": [{"exercise_name": "Row"}]}', id('key')) AS coras \gset
SELECT :'coras' <> :'once' AS another;
INSERT INTO coaching.workout_logs (id, client_id) VALUES (id('cora''s log'), id('cora'));
CALL be('tina');
SELECT coaching.log_workout(id('carl'), '{"name": "Once", "started_at": "2026-03-18T10:00:00Z", "sets": [{"exercise_name": "Row"}]}', id('key')) = :'once' AS the_same;
CALL be('carl');
-- known elsewhere under a key, it is known once per source
SELECT coaching.log_workout(id('carl'), '{"source": "watch", "external_id": "7"}') IS NOT NULL AS logged;
SELECT attempt($$SELECT coaching.log_workout(id('carl'), '{"source": "watch", "external_id": "7"}')$$);
SELECT coaching.log_workout(id('carl'), '{"source": "phone", "external_id": "7"}') IS NOT NULL AS logged;

-- What is no workout.
SELECT attempt(format('SELECT coaching.log_workout(id(''carl''), %L)', given)) FROM (VALUES (1, '[]'), (2, '7'), (3, '{"title": "x"}'), (4, '{"started_at": "16.03.2026 17:00"}'), (5, '{"started_at": "now"}'), (6, '{"started_at": "2026-02-30T10:00:00Z"}'),
    (7, '{"started_at": "2026-03-16T25:00:00Z"}'), (8, '{"started_at": "2026-03-16T10:00:00 Europe/Nowhere"}'), (9, '{"started_at": "1899-12-31T23:59:59Z"}'), (10, '{"started_at": "9999-12-31T23:59:59-12:00"}'), (11, '{"started_at": "2026-03-16T10:00:00Z", "ended_at": "2026-03-16T09:00:00Z"}'),
    (12, '{"started_at": 7}'), (13, '{"plan_id": "00000000-0000-0000-0000-000000000000"}'), (14, '{"sets": [], "exercises": []}'), (15, '{"sets": [{}]}'), (16, '{"sets": [{"exercise_name": ""}]}'), (17, '{"sets": [{"exercise_name": "x", "reps": 5}]}'),
    (18, '{"sets": [{"exercise_name": "x", "reps_completed": -1}]}'), (19, '{"sets": [{"exercise_name": "x", "weight_used": -0.001}]}'), (20, '{"sets": [{"exercise_name": "x", "weight_used": "60"}]}'), (21, '{"sets": [{"exercise_name": "x", "weight_used": 1e308}]}'),
    (22, '{"sets": [{"exercise_name": "x", "weight_used": 1e-300}]}'), (23, '{"sets": [{"exercise_name": "x", "rpe": 10.1}]}'), (24, '{"sets": [{"exercise_name": "x"}, {"exercise_name": "x", "rating": 0}]}'), (25, '{"sets": [{"exercise_name": "x", "set_type": "super"}]}'),
    (26, '{"sets": [{"exercise_id": "00000000-0000-0000-0000-000000000000"}]}'), (27, '{"sets": [{"catalog_exercise_id": "00000000-0000-0000-0000-000000000000"}]}'), (28, '{"sets": [{"exercise_name": "x", "completed_at": "2026-13-01"}]}'), (29, '{"exercises": [{"exercise_name": "x", "completed_at": "yesterday"}]}'),
    (30, '{"source": ""}'), (31, '{"sets": {"exercise_name": "x"}}'), (32, '{"metadata": "x"}'), (33, jsonb_build_object('sets', (SELECT jsonb_agg('{"exercise_name": "a"}'::jsonb) FROM generate_series(1, 2001)))::text)) AS g (n, given) ORDER BY n;
SELECT count(*) FROM coaching.workout_logs;

-- Another's plan, exercise or workout is none: through the tables as through the function, also for admins.
SELECT attempt($$INSERT INTO coaching.workout_logs (client_id, plan_id) VALUES (id('carl'), id('plan of cora'))$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_id) VALUES (id('carl'), id('cora''s'))$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name) VALUES (id('carl'), id('cora''s log'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id) VALUES (id('carl'))$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_name) VALUES (NULL, 'x')$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at) VALUES (id('carl'), 'x', 'infinity')$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at) VALUES (id('carl'), 'x', '10000-01-01 00:00+00')$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at) VALUES (id('carl'), 'x', '9999-12-31 23:59:59+00'), (id('carl'), 'x', '1900-01-01 00:00+00')$$);
DELETE FROM coaching.workout_progress WHERE exercise_name = 'x';
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_name, weight_used) VALUES (id('carl'), 'x', 'NaN')$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_name, logged_by) VALUES (id('carl'), 'x', id('tina'))$$);
SELECT attempt($$INSERT INTO coaching.workout_logs (client_id, idempotency_key) VALUES (id('carl'), id('key'))$$);
SELECT attempt($$INSERT INTO coaching.workout_logs (client_id, started_at) VALUES (id('carl'), '-infinity')$$);
SELECT attempt($$INSERT INTO coaching.workout_logs (client_id, ended_at) VALUES (id('carl'), 'infinity')$$);
SELECT attempt($$INSERT INTO coaching.workout_logs (client_id, started_at) VALUES (id('carl'), NULL)$$);
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_id) VALUES (id('carl'), id('cora''s'))$$);
SELECT attempt($$SELECT coaching.log_workout(id('nobody'), '{}')$$);
SELECT attempt($$INSERT INTO coaching.workout_logs (client_id) VALUES (id('nobody'))$$);

-- The active trainer adds, and changes what is theirs; the client everything of their own; strangers nothing.
CALL be('tina');
SELECT coaching.log_workout(id('carl'), '{"name": "With Tina", "started_at": "2026-03-20T10:00:00Z", "sets": [{"exercise_name": "Snatch"}]}') AS tinas \gset
INSERT INTO coaching.workout_progress (client_id, exercise_id, sets_completed) VALUES (id('carl'), id('dips'), 3);
SELECT exercise_name, who(logged_by) AS by FROM coaching.workout_progress WHERE logged_by = id('tina') ORDER BY id;
SELECT attempt($$UPDATE coaching.workout_progress SET notes = 'well done' WHERE exercise_name = 'Snatch'$$);
SELECT attempt($$UPDATE coaching.workout_progress SET notes = 'well done' WHERE exercise_name = 'Run'$$);
SELECT attempt($$DELETE FROM coaching.workout_progress WHERE exercise_name = 'Run'$$);
SELECT attempt(format($$UPDATE coaching.workout_logs SET notes = 'cold' WHERE id = %L$$, :'log'));
SELECT attempt(format($$DELETE FROM coaching.workout_logs WHERE id = %L$$, :'log'));
SELECT attempt($$UPDATE coaching.workout_progress SET client_id = id('tina') WHERE exercise_name = 'Snatch'$$);
SELECT attempt($$UPDATE coaching.workout_progress SET logged_by = id('carl') WHERE exercise_name = 'Snatch'$$);
-- to the trainer's workout the client adds what the trainer then cannot delete
CALL be('carl');
INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name) VALUES (id('carl'), :'tinas', 'Extra');
CALL be('tina');
SELECT attempt(format($$DELETE FROM coaching.workout_logs WHERE id = %L$$, :'tinas'));
CALL be('carl');
SELECT attempt($$UPDATE coaching.workout_progress SET rating = 2, exercise_name = 'Snatches' WHERE exercise_name = 'Snatch'$$);
SELECT attempt(format($$UPDATE coaching.workout_logs SET name = 'With her', plan_id = id('plan of carl'), started_at = started_at - interval '1 hour' WHERE id = %L$$, :'tinas'));
SELECT attempt(format($$DELETE FROM coaching.workout_logs WHERE id = %L$$, :'tinas'));
SELECT count(*) FROM coaching.workout_progress WHERE exercise_name IN ('Snatches', 'Extra');
CALL be('cora');
SELECT (SELECT count(*) FROM coaching.workout_logs WHERE client_id = id('carl')) AS logs, (SELECT count(*) FROM coaching.workout_progress WHERE client_id = id('carl')) AS progress;
SELECT attempt($$SELECT coaching.log_workout(id('carl'), '{}')$$);
SELECT attempt($$INSERT INTO coaching.workout_logs (client_id) VALUES (id('carl'))$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, exercise_name) VALUES (id('carl'), 'x')$$);
SELECT attempt($$UPDATE coaching.workout_progress SET client_id = id('carl')$$);
CALL be('tom');
SELECT (SELECT count(*) FROM coaching.workout_logs WHERE client_id = id('carl')) AS logs, (SELECT count(*) FROM coaching.workout_progress WHERE client_id = id('carl')) AS progress;
SELECT attempt($$SELECT coaching.log_workout(id('carl'), '{}')$$);
CALL be_nobody();
SELECT attempt($$SELECT coaching.log_workout(id('carl'), '{}')$$);
SELECT attempt('SELECT * FROM coaching.workout_progress');

-- Each permission on its own, and none while the relationship rests.
CREATE FUNCTION pg_temp.try_all() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN NEXT 'logs: ' || attempt($q$INSERT INTO coaching.workout_logs (client_id, name) VALUES (id('carl'), 'tried')$q$);
    RETURN NEXT 'progress: ' || attempt($q$INSERT INTO coaching.workout_progress (client_id, exercise_name) VALUES (id('carl'), 'tried')$q$);
    RETURN NEXT 'empty: ' || attempt($q$SELECT coaching.log_workout(id('carl'), '{"name": "tried"}')$q$);
    RETURN NEXT 'with sets: ' || attempt($q$SELECT coaching.log_workout(id('carl'), '{"name": "tried", "sets": [{"exercise_name": "tried"}]}')$q$);
    RETURN NEXT 'own: ' || attempt($q$UPDATE coaching.workout_progress SET notes = 'mine' WHERE exercise_name = 'Dips' AND logged_by = id('tina')$q$);
    RETURN NEXT format('sees %s logs', (SELECT count(*) FROM coaching.workout_logs WHERE name IS DISTINCT FROM 'tried'));
    RETURN NEXT format('sees %s rows of progress', (SELECT count(*) FROM coaching.workout_progress WHERE exercise_name <> 'tried'));
END $$;
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = false;
CALL be('tina');
SELECT pg_temp.try_all();
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = true, can_view_workouts = false;
CALL be('tina');
SELECT pg_temp.try_all();
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_workouts = true, status = 'paused';
CALL be('tina');
SELECT pg_temp.try_all();
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'active';
DELETE FROM coaching.workout_logs WHERE name = 'tried';
DELETE FROM coaching.workout_progress WHERE exercise_name = 'tried';

-- What was done outlives what was planned: exercises, plans and the catalogue may go.
CALL be('tina');
SELECT attempt($$DELETE FROM coaching.workout_exercises WHERE id = id('squat')$$);
CALL be_trusted();
DELETE FROM coaching.exercises WHERE id = id('bench');
DELETE FROM coaching.workout_plans WHERE id = id('plan of carl');
SELECT exercise, known, planned, log, sets, reps, kg, by FROM done();
SELECT name, plan_id, who(logged_by) AS by FROM coaching.workout_logs WHERE client_id = id('carl') ORDER BY id;
-- changes and deletions are in the audit log, and nobody's writing or a vanished plan
SELECT table_name, operation, who(actor) AS actor, who(client_id) AS client, array_agg(DISTINCT key ORDER BY key) AS changed, count(DISTINCT a.id) FROM coaching.audit_log a, jsonb_object_keys(changes) key
    WHERE table_name IN ('workout_logs', 'workout_progress') AND operation = 'UPDATE' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4;
SELECT table_name, operation, who(actor) AS actor, count(*) FROM coaching.audit_log WHERE table_name IN ('workout_logs', 'workout_progress') AND operation <> 'UPDATE' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

-- A person erased leaves nothing behind; what they planned for others stays, and says no more of them than an id.
CALL be('carl');
INSERT INTO coaching.programs (name, description, coach_notes) VALUES ('wordofcarl', 'wordofcarl', 'wordofcarl');
UPDATE coaching.programs SET name = 'wordofcarl too';
SELECT coaching.log_workout(id('carl'), '{"name": "wordofcarl", "notes": "wordofcarl", "metadata": {"k": "wordofcarl"}, "sets": [{"exercise_name": "wordofcarl", "notes": "wordofcarl"}]}') AS word \gset
UPDATE coaching.workout_logs SET notes = 'wordofcarl again' WHERE id = :'word';
UPDATE coaching.workout_progress SET notes = 'wordofcarl again' WHERE log_id = :'word';
DELETE FROM coaching.workout_progress WHERE log_id = :'word';
CALL be('tina');
SELECT coaching.create_workout_plan(id('carl'), '{"title": "About wordofcarl", "goals": "wordofcarl", "metadata": {"k": "wordofcarl"}, "exercises": [{"day_of_week": "Monday", "exercise_name": "x", "notes": "wordofcarl"}]}') IS NOT NULL AS planned;
INSERT INTO coaching.programs (name, assigned_to_client, coach_notes, client_goals, metadata) VALUES ('For somebody', id('carl'), 'wordofcarl', '{wordofcarl}', '{"k": "wordofcarl"}');
INSERT INTO coaching.programs (name, description) VALUES ('wordoftina', 'wordoftina'), ('wordoftina too', 'wordoftina');
DELETE FROM coaching.programs WHERE name = 'wordoftina too';
CALL be_trusted();
CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, phone text, raw_user_meta_data jsonb);
INSERT INTO auth.users (id, email) SELECT id, email FROM coaching.users;
SELECT coaching.sync_auth_users();
CREATE FUNCTION pg_temp.traces(word text) RETURNS TABLE (place text, rows bigint) LANGUAGE plpgsql AS $$
DECLARE
    place_ regclass;
BEGIN
    FOR place_ IN SELECT oid FROM pg_class WHERE relnamespace = 'coaching'::regnamespace AND relkind = 'r' ORDER BY relname COLLATE "C" LOOP
        place := place_;
        EXECUTE format('SELECT count(*) FROM %s t WHERE t::text ILIKE %L', place_, '%' || word || '%') INTO rows;
        IF rows > 0 THEN RETURN NEXT; END IF;
    END LOOP;
END $$;
SELECT * FROM pg_temp.traces('wordofcarl');
DELETE FROM auth.users WHERE id = id('carl');
SELECT * FROM pg_temp.traces('wordofcarl');
SELECT name, coach_notes, client_goals, assigned_to_client, coach_assigned FROM coaching.programs ORDER BY name;
SELECT count(*) FROM coaching.workout_plans WHERE client_id = id('carl');
-- nothing follows, whoever is still at work on it
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, status) SELECT id, 'late', 'completed' FROM coaching.trainer_clients WHERE client_id = id('carl') LIMIT 1$$) AS plan,
    attempt($$UPDATE coaching.programs SET assigned_to_client = id('carl') WHERE name = 'erased'$$) AS program;
DELETE FROM auth.users WHERE id = id('tom');
DELETE FROM auth.users WHERE id = id('tina');
SELECT * FROM pg_temp.traces('wordoftina');
SELECT who(client_id) AS client, who(created_by) AS by, title, status FROM coaching.workout_plans;
DROP SCHEMA auth CASCADE;
DROP FUNCTION done;
