-- training: workout plans: who writes them, one active per relationship, their life, their exercises, their version.
SET client_min_messages = warning;
CALL clean_slate();
TRUNCATE coaching.exercises CASCADE;
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned, coaching.assign_trainer(id('cora'), id('tom')) IS NOT NULL AS other;
SELECT coaching.assign_trainer(id('carl'), id('tom')) IS NOT NULL AS second;
CREATE FUNCTION with_trainer(trainer text, client text DEFAULT 'carl') RETURNS uuid LANGUAGE sql SECURITY DEFINER
    AS $$ SELECT r.id FROM coaching.trainer_clients r WHERE trainer_id = id(trainer) AND client_id = id(client) AND status IN ('active', 'paused') $$;
INSERT INTO coaching.exercises (id, name) VALUES (id('bench'), 'Bench Press');
INSERT INTO coaching.programs (id, user_id, name) VALUES (id('tina''s own'), id('tina'), 'Own');
CREATE FUNCTION plans() RETURNS TABLE (trainer text, client text, by text, title text, weeks int, starts int, ends int, status text, version int) LANGUAGE sql AS $$
    SELECT who(trainer_id), who(client_id), who(created_by), title, duration_weeks, start_date - current_date, ended_on - current_date, status, version FROM coaching.workout_plans ORDER BY id $$;
CREATE FUNCTION every_move() RETURNS TABLE ("from" text, "to" text, outcome text) LANGUAGE plpgsql AS $$
BEGIN
    FOR "from", "to" IN SELECT f, t FROM unnest(ARRAY['active', 'completed', 'archived']) f, unnest(ARRAY['active', 'completed', 'archived']) t WHERE f <> t LOOP
        BEGIN
            PERFORM set_config('coaching.user_id', '', false);
            PERFORM set_config('role', 'none', false);
            SET LOCAL row_security = off;
            UPDATE coaching.workout_plans SET status = "from", ended_on = CASE "from" WHEN 'active' THEN NULL ELSE current_date END WHERE id = id('one');
            SET LOCAL row_security = on;
            CALL be('tina');
            outcome := attempt(format('UPDATE coaching.workout_plans SET status = %L WHERE id = id(''one'')', "to"));
            RETURN NEXT;
            RAISE EXCEPTION 'as before';
        EXCEPTION WHEN raise_exception THEN NULL;
        END;
    END LOOP;
END $$;
CREATE FUNCTION try_all() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN NEXT attempt($q$SELECT coaching.create_workout_plan(id('carl'), '{"title": "x"}')$q$);
    RETURN NEXT attempt($q$INSERT INTO coaching.workout_plans (relationship_id, title) SELECT id, 'x' FROM coaching.trainer_clients WHERE client_id = id('carl') AND trainer_id = id('tina')$q$);
    RETURN NEXT attempt($q$UPDATE coaching.workout_plans SET title = 'x' WHERE id = id('v')$q$);
    RETURN NEXT attempt($q$UPDATE coaching.workout_plans SET status = 'completed' WHERE id = id('v')$q$);
    RETURN NEXT attempt($q$INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name) VALUES (id('v'), 'Monday', 'x')$q$);
    RETURN NEXT attempt($q$UPDATE coaching.workout_exercises SET notes = 'x' WHERE id = id('squat')$q$);
    RETURN NEXT attempt($q$DELETE FROM coaching.workout_exercises WHERE id = id('squat')$q$);
    RETURN NEXT attempt($q$SELECT FROM coaching.workout_plans WHERE id = id('v')$q$);
END $$;
CREATE FUNCTION news() RETURNS TABLE (told text, kind text) LANGUAGE sql AS $$
    WITH gone AS (DELETE FROM coaching.notifications RETURNING *) SELECT who(user_id), kind FROM gone ORDER BY gone.id $$;
-- How many plans the job completes when Tom's of four weeks began so many days ago by the client's clock.
CREATE FUNCTION over(zone text, days int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    UPDATE coaching.users SET time_zone = zone WHERE id = id('carl');
    UPDATE coaching.workout_plans SET start_date = (now() AT TIME ZONE zone)::date - days, duration_weeks = 4, status = 'active' WHERE title = 'Tom''s';
    RETURN coaching.complete_expired_plans();
END $$;
SET time zone 'UTC';

-- A plain INSERT: people, start and author come by themselves.
CALL be('tina');
INSERT INTO coaching.workout_plans (id, relationship_id, title, goals) VALUES (id('one'), with_trainer('tina'), 'First', 'Build strength');
SELECT * FROM plans();
-- another one completes it; so does one that is resumed
INSERT INTO coaching.workout_plans (id, relationship_id, trainer_id, client_id, created_by, title, duration_weeks, start_date)
    VALUES (id('two'), with_trainer('tina'), id('tina'), id('carl'), id('tina'), 'Second', NULL, current_date + 7);
SELECT * FROM plans();
UPDATE coaching.workout_plans SET status = 'active' WHERE id = id('one');
SELECT * FROM plans();
-- one statement with several
INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (with_trainer('tina'), 'Third'), (with_trainer('tina'), 'Fourth');
SELECT * FROM plans();
-- per relationship: the second trainer's plan stands beside
CALL be('tom');
INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (with_trainer('tom'), 'Tom''s');
SELECT * FROM plans();

-- The document.
CALL be('tina');
SELECT coaching.create_workout_plan(id('carl'), jsonb_build_object('title', '12-Week Strength', 'description', 'All of it', 'goals', 'Build overall strength', 'duration_weeks', 12, 'start_date', '2026-03-02', 'metadata', '{"color": "red"}'::jsonb,
    'exercises', jsonb_build_array(
        '{"day_of_week": "Monday", "exercise_name": "Bench Press", "sets": 4, "reps": "8", "weight": "135 lbs", "exercise_type": "strength", "notes": "slow"}'::jsonb,
        jsonb_build_object('day_of_week', 'Tuesday', 'catalog_exercise_id', id('bench'), 'reps', 10, 'weight', 82.5, 'rest_seconds', NULL),
        '{"day_of_week": "Monday", "exercise_name": "Overhead Press", "sets": 3.0, "rest_seconds": 0}'::jsonb,
        '{"day_of_week": "Monday", "exercise_name": "Dips", "order_index": 7}'::jsonb))) AS plan \gset
SELECT title, description, goals, duration_weeks, start_date, metadata, version, status FROM coaching.workout_plans WHERE id = :'plan';
SELECT who(client_id) AS client, day_of_week, order_index, exercise_name, exercise_type, catalog_exercise_id = id('bench') AS known, sets, reps, weight, rest_seconds, notes FROM coaching.workout_exercises WHERE plan_id = :'plan' ORDER BY id;
SELECT coaching.create_workout_plan(id('carl'), '{"title": "Without end", "duration_weeks": null, "exercises": []}') IS NOT NULL AS planned;
SELECT coaching.create_workout_plan(id('carl'), '{"title": "As usual"}') IS NOT NULL AS planned;
SELECT attempt($$SELECT coaching.create_workout_plan(id('carl'), '{"title": "As usual, in a subtransaction", "exercises": [{"day_of_week": "Monday", "exercise_name": "a"}, {"day_of_week": "Monday", "exercise_name": "b"}]}')$$);
SELECT title, version FROM coaching.workout_plans WHERE title LIKE 'As usual%' ORDER BY id;
SELECT title, duration_weeks, start_date = current_date AS today FROM coaching.workout_plans WHERE title IN ('Without end', 'As usual') ORDER BY id;
SELECT attempt(format('SELECT coaching.create_workout_plan(id(''carl''), %L)', given)) FROM (VALUES (1, '[]'), (2, '7'), (3, '{}'), (4, '{"title": " "}'), (5, '{"title": 7}'), (6, '{"titel": "x", "title": "x"}'),
    (7, '{"title": "x", "duration_weeks": 0}'), (8, '{"title": "x", "duration_weeks": 1.5}'), (9, '{"title": "x", "duration_weeks": "4"}'), (10, '{"title": "x", "duration_weeks": 1e300}'), (11, '{"title": "x", "start_date": "03/04/2026"}'),
    (12, '{"title": "x", "start_date": "2026-02-29"}'), (13, '{"title": "x", "start_date": "1899-12-31"}'), (14, '{"title": "x", "start_date": "infinity"}'), (15, '{"title": "x", "program_id": "x"}'),
    (16, '{"title": "x", "program_id": "00000000-0000-0000-0000-000000000000"}'), (17, '{"title": "x", "metadata": []}'), (18, '{"title": "x", "exercises": {}}'), (19, '{"title": "x", "exercises": [7]}'),
    (20, '{"title": "x", "exercises": [{"day_of_week": "Monday", "exercise_name": "a"}, {"day_of_week": "monday", "exercise_name": "a"}]}'), (21, '{"title": "x", "exercises": [{"exercise_name": "a"}]}'),
    (22, '{"title": "x", "exercises": [{"day_of_week": "Monday"}]}'), (23, '{"title": "x", "exercises": [{"day_of_week": "Monday", "exercise_name": "a", "sets": 0}]}'), (24, '{"title": "x", "exercises": [{"day_of_week": "Monday", "exercise_name": "a", "sets": -1}]}'),
    (25, '{"title": "x", "exercises": [{"day_of_week": "Monday", "exercise_name": "a", "reps": {"of": 8}}]}'), (26, '{"title": "x", "exercises": [{"day_of_week": "Monday", "exercise_name": "a", "rest": 60}]}'),
    (27, '{"title": "x", "exercises": [{"day_of_week": "Monday", "catalog_exercise_id": "00000000-0000-0000-0000-000000000000"}]}'), (28, '{"title": "' || repeat('x', 501) || '"}'),
    (29, jsonb_build_object('title', 'x', 'exercises', (SELECT jsonb_agg('{"day_of_week": "Monday", "exercise_name": "a"}'::jsonb) FROM generate_series(1, 1001)))::text), (30, jsonb_build_object('title', 'x', 'metadata', jsonb_build_object('a', repeat('x', 5000000)))::text)) AS g (n, given) ORDER BY n;
-- nothing of that is left
SELECT title, status FROM coaching.workout_plans WHERE status = 'active' ORDER BY id;

-- Who may: the active trainer whom the client lets, and admins. Not the client, no stranger.
CALL be('carl');
SELECT * FROM plans() WHERE status = 'active';
SELECT attempt($$SELECT coaching.create_workout_plan(id('carl'), '{"title": "x"}')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (with_trainer('tina'), 'x')$$);
SELECT attempt($$UPDATE coaching.workout_plans SET title = 'x' WHERE id = id('one')$$);
SELECT attempt($$UPDATE coaching.workout_exercises SET notes = 'x'$$);
SELECT attempt($$DELETE FROM coaching.workout_exercises$$);
SELECT attempt($$DELETE FROM coaching.workout_plans$$);
CALL be('cora');
SELECT count(*) FROM coaching.workout_plans;
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (with_trainer('tina'), 'x')$$);
SELECT attempt(format($$INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name) VALUES (%L, 'Friday', 'x')$$, :'plan'));
CALL be('tom');
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (with_trainer('tina'), 'x')$$);
SELECT attempt($$UPDATE coaching.workout_plans SET title = 'x' WHERE id = id('one')$$);
SELECT attempt(format($$INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name) VALUES (%L, 'Friday', 'x')$$, :'plan'));
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (id('nothing'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, client_id, title) VALUES (with_trainer('tom'), id('cora'), 'x')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, created_by) VALUES (with_trainer('tom'), 'x', id('tina'))$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, status) VALUES (with_trainer('tom'), 'x', 'completed')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, status) VALUES (with_trainer('tom'), 'x', '')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, start_date) VALUES (with_trainer('tom'), 'x', 'infinity')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, start_date) VALUES (with_trainer('tom'), 'x', '-infinity')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, start_date) VALUES (with_trainer('tom'), 'x', '10000-01-01')$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, duration_weeks) VALUES (with_trainer('tom'), 'x', 2147483647)$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, program_id) VALUES (with_trainer('tom'), 'x', id('nothing'))$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, program_id) VALUES (with_trainer('tom'), 'x', id('tina''s own'))$$);
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title, version) VALUES (with_trainer('tom'), 'x', 7)$$);
SELECT attempt($$UPDATE coaching.workout_plans SET relationship_id = with_trainer('tom', 'cora') WHERE title = 'Tom''s'$$);
SELECT attempt($$UPDATE coaching.workout_plans SET client_id = id('cora') WHERE title = 'Tom''s'$$);
SELECT attempt($$UPDATE coaching.workout_plans SET start_date = 'infinity' WHERE title = 'Tom''s'$$);
CALL be('ada');
SELECT coaching.create_workout_plan(id('carl'), '{"title": "The house''s"}') IS NOT NULL AS planned;
SELECT * FROM plans() WHERE title LIKE 'The%';
SELECT attempt($$SELECT coaching.create_workout_plan(id('ada'), '{"title": "x"}')$$);
SELECT attempt($$SELECT coaching.create_workout_plan(id('nobody'), '{"title": "x"}')$$);
INSERT INTO coaching.workout_plans (relationship_id, title, status, start_date) VALUES (with_trainer('tina'), 'From elsewhere', 'completed', current_date - 100);
SELECT * FROM plans() WHERE title LIKE 'From%';
CALL be_nobody();
SELECT attempt($$SELECT coaching.create_workout_plan(id('carl'), '{"title": "x"}')$$);
SELECT attempt('SELECT * FROM coaching.workout_plans');

-- The life of a plan.
CALL be_trusted();
UPDATE coaching.workout_plans SET status = 'archived' WHERE relationship_id = with_trainer('tina') AND status = 'active';
SELECT * FROM every_move();
CALL be('tina');
UPDATE coaching.workout_plans SET status = 'active' WHERE id = id('one');
SELECT ended_on FROM coaching.workout_plans WHERE id = id('one');
SELECT attempt($$UPDATE coaching.workout_plans SET ended_on = current_date WHERE id = id('one')$$);
UPDATE coaching.workout_plans SET status = 'archived' WHERE id = id('one');
SELECT * FROM plans() WHERE title = 'First';

-- Version and time of change: with the plan, and with its exercises, once for many at once.
INSERT INTO coaching.workout_plans (id, relationship_id, title) VALUES (id('v'), with_trainer('tina'), 'Versions');
SELECT version FROM coaching.workout_plans WHERE id = id('v');
INSERT INTO coaching.workout_exercises (id, plan_id, day_of_week, exercise_name) VALUES (id('squat'), id('v'), 'Monday', 'Squat'), (id('press'), id('v'), 'Monday', 'Press');
SELECT version FROM coaching.workout_plans WHERE id = id('v');
UPDATE coaching.workout_exercises SET order_index = 1 WHERE id = id('squat');
SELECT version FROM coaching.workout_plans WHERE id = id('v');
UPDATE coaching.workout_exercises SET day_of_week = 'Tuesday' WHERE plan_id = id('v');
SELECT version FROM coaching.workout_plans WHERE id = id('v');
DELETE FROM coaching.workout_exercises WHERE id = id('press');
SELECT version, updated_at > created_at AS later FROM coaching.workout_plans WHERE id = id('v');
UPDATE coaching.workout_plans SET title = 'Versions' WHERE id = id('v');
SELECT version FROM coaching.workout_plans WHERE id = id('v');
UPDATE coaching.workout_plans SET title = 'More versions', duration_weeks = 6 WHERE id = id('v');
SELECT version FROM coaching.workout_plans WHERE id = id('v');
SELECT attempt($$UPDATE coaching.workout_plans SET version = 1 WHERE id = id('v')$$);
-- what PostgREST's upsert does: of a plan that is there it is a change, and completes nothing
INSERT INTO coaching.workout_plans (id, relationship_id, title) VALUES (id('v'), with_trainer('tina'), 'Upserted') ON CONFLICT (id) DO UPDATE SET title = excluded.title;
INSERT INTO coaching.workout_plans (id, relationship_id, title) VALUES (id('one'), with_trainer('tina'), 'Dropped') ON CONFLICT (id) DO NOTHING;
SELECT * FROM plans() WHERE title IN ('Upserted', 'First', 'Dropped');

-- Exercises: of the plan's client, in the plan they were made for.
SELECT attempt($$INSERT INTO coaching.workout_exercises (plan_id, client_id, day_of_week, exercise_name) VALUES (id('v'), id('cora'), 'Monday', 'x')$$);
SELECT attempt($$INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name) VALUES (id('nothing'), 'Monday', 'x')$$);
SELECT attempt($$INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name) VALUES (NULL, 'Monday', 'x')$$);
SELECT attempt($$INSERT INTO coaching.workout_exercises (plan_id, day_of_week) VALUES (id('v'), 'Monday')$$);
SELECT attempt($$UPDATE coaching.workout_exercises SET plan_id = id('one') WHERE id = id('squat')$$);
SELECT attempt($$UPDATE coaching.workout_exercises SET client_id = id('cora') WHERE id = id('squat')$$);
INSERT INTO coaching.workout_exercises (plan_id, day_of_week, catalog_exercise_id) VALUES (id('v'), 'Friday', id('bench')) RETURNING exercise_name, rest_seconds;
CALL be_trusted();
DELETE FROM coaching.exercises WHERE id = id('bench');
SELECT exercise_name, catalog_exercise_id FROM coaching.workout_exercises WHERE plan_id = id('v') ORDER BY 1;

-- Without the right to write programs, and while the relationship rests or has ended, nothing is written; each admits again what it took.
CALL be('carl');
UPDATE coaching.trainer_clients SET can_create_programs = false WHERE trainer_id = id('tina');
CALL be('tina');
SELECT try_all();
CALL be('carl');
UPDATE coaching.trainer_clients SET can_create_programs = true, can_view_workouts = false WHERE trainer_id = id('tina');
CALL be('tina');
SELECT attempt($$UPDATE coaching.workout_plans SET title = 'Seen by its writer' WHERE id = id('v')$$);
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_workouts = true, status = 'paused' WHERE trainer_id = id('tina');
CALL be('tina');
SELECT try_all();
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (with_trainer('tina'), 'x')$$);
SELECT attempt($$UPDATE coaching.workout_plans SET goals = 'kept' WHERE id = id('v')$$);
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = id('tina');
SELECT * FROM plans() WHERE status = 'active';
CALL be('tina');
SELECT try_all();

-- Plans whose weeks are over, by the client's clock.
CALL be('ada');
SELECT coaching.complete_expired_plans();
UPDATE coaching.workout_plans SET start_date = current_date - 28, duration_weeks = 4 WHERE status = 'active';
SELECT * FROM plans() WHERE status = 'active';
UPDATE coaching.users SET time_zone = 'Pacific/Kiritimati' WHERE id = id('carl');
CALL be_trusted();
DELETE FROM coaching.notifications;
CALL be('ada');
SELECT coaching.complete_expired_plans(), coaching.complete_expired_plans() AS again;
CALL be_trusted();
SELECT title, start_date + 28 = ended_on AS ended_with_its_weeks, status FROM coaching.workout_plans WHERE start_date = current_date - 28 ORDER BY title;
SELECT who(user_id) AS told, kind, count(*) FROM coaching.notifications WHERE kind LIKE 'plan.%' GROUP BY 1, 2 ORDER BY 1, 2;
-- not a day too early, wherever it is today, tomorrow or still yesterday
SELECT zone, days AS weeks_began_days_ago, over(zone, days) AS completed FROM unnest(ARRAY['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12']) AS zone, unnest(ARRAY[28, 27]) AS days ORDER BY days, zone COLLATE "C";
UPDATE coaching.users SET time_zone = 'UTC' WHERE id = id('carl');
UPDATE coaching.workout_plans SET start_date = current_date - 27 - 3640, duration_weeks = 520 WHERE title = 'Tom''s';
SELECT coaching.complete_expired_plans();
SELECT attempt($$UPDATE coaching.workout_plans SET start_date = '9999-12-31' WHERE title = 'Tom''s'$$);
UPDATE coaching.workout_plans SET status = 'active' WHERE title = 'Tom''s';
UPDATE coaching.workout_plans SET start_date = '9999-12-31' WHERE title = 'Tom''s';
SELECT coaching.complete_expired_plans();
UPDATE coaching.workout_plans SET status = 'completed' WHERE title = 'Tom''s';
SELECT start_date, ended_on = current_date AS today FROM coaching.workout_plans WHERE title = 'Tom''s';
CALL be('tom');
SELECT attempt('SELECT coaching.complete_expired_plans()');

-- Who hears of what.
CALL be_trusted();
DELETE FROM coaching.notifications;
CALL be('tom');
SELECT coaching.create_workout_plan(id('cora'), '{"title": "News"}') AS news \gset
UPDATE coaching.workout_plans SET status = 'completed' WHERE id = :'news';
UPDATE coaching.workout_plans SET status = 'active' WHERE id = :'news';
UPDATE coaching.workout_plans SET title = 'Old news' WHERE id = :'news';
CALL be_trusted();
SELECT * FROM news();
CALL be('ada');
INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (with_trainer('tom', 'cora'), 'Replaces');
UPDATE coaching.workout_plans SET status = 'archived' WHERE title = 'Replaces';
CALL be_trusted();
SELECT * FROM news();
SELECT operation, who(actor) AS actor, who(client_id) AS client, who(trainer_id) AS trainer, changes - 'id' - 'relationship_id' - 'start_date' - 'ended_on' AS changes
    FROM coaching.audit_log WHERE table_name = 'workout_plans' AND row_id = :'news' ORDER BY id;
DROP FUNCTION with_trainer, plans, every_move, try_all, news, over;
