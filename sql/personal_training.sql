-- The guide to personal training, its user flows 2 to 4: a trainer makes a plan, the member trains by it, the trainer reviews.
SET client_min_messages = warning;
SET time zone 'UTC';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('john', 'client', 'trainer');
CALL person('sarah');
CALL person('mike');
UPDATE coaching.users SET full_name = 'John Smith' WHERE id = id('john');
CALL be('ada');
SELECT coaching.assign_trainer(id('sarah'), id('john')) IS NOT NULL AS assigned, coaching.assign_trainer(id('mike'), id('john')) IS NOT NULL AS mike_too;

-- Flow 2: Trainer Creates Workout Plan
-- 1. Trainer logs in, goes to dashboard
CALL be('john');
-- 2. Views client list, 3. Clicks client name
SELECT full_name, status FROM coaching.get_connections() ORDER BY full_name;
SELECT id AS relationship FROM coaching.trainer_clients WHERE client_id = id('sarah') \gset
-- 4. Clicks "Create Workout Plan", 5. Fills in: title, goals, duration
INSERT INTO coaching.workout_plans (relationship_id, title, goals, duration_weeks, created_by) VALUES (:'relationship', '12-Week Strength Program', 'Build overall strength', 12, id('john')) RETURNING id AS plan \gset
-- 6. Adds exercises day by day, 7. For each exercise: name, sets, reps, weight, rest; 8. Saves plan
INSERT INTO coaching.workout_exercises (id, plan_id, day_of_week, exercise_name, exercise_type, sets, reps, weight, rest_seconds, order_index) VALUES
    (id('bench'), :'plan', 'Monday', 'Bench Press', 'strength', 4, '8', '135lbs', 90, 0), (id('press'), :'plan', 'Monday', 'Overhead Press', 'strength', 3, '10', '95lbs', DEFAULT, 1), (id('dips'), :'plan', 'Monday', 'Tricep Dips', 'strength', 3, '12', 'BW', DEFAULT, 2),
    (id('squat'), :'plan', 'Wednesday', 'Squat', 'strength', 5, '5', '60% of max', 180, 0), (id('row'), :'plan', 'Friday', 'Row', 'cardio', NULL, 'AMRAP', NULL, NULL, 0);
-- 9. Member sees new plan in dashboard
CALL be('sarah');
SELECT kind FROM coaching.notifications WHERE kind LIKE 'plan.%';
SELECT p.title, u.full_name AS created_by, p.goals, p.duration_weeks FROM coaching.workout_plans p JOIN coaching.users u ON u.id = p.created_by WHERE p.status = 'active';
SELECT day_of_week, exercise_name, sets, reps, weight, rest_seconds FROM coaching.workout_exercises WHERE plan_id = :'plan'
    ORDER BY array_position(ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], day_of_week), order_index;

-- Flow 3: Member Completes Workout
-- 1. Member logs in, sees workout plan, 2. Clicks on today's workout, 3. Sees list of exercises
SELECT exercise_name, sets, reps FROM coaching.workout_exercises WHERE plan_id = :'plan' AND day_of_week = 'Monday' ORDER BY order_index;
-- 4. For each exercise, clicks "Log", 5. Enters: sets completed, reps, weight used, 6. Adds notes (optional), 7. Rates difficulty 1-5, 8. Progress saved
INSERT INTO coaching.workout_progress (exercise_id, client_id, sets_completed, reps_completed, weight_used, notes, rating) VALUES (id('bench'), id('sarah'), 4, 8, 61.23, 'felt strong', 4), (id('dips'), id('sarah'), 3, 12, NULL, NULL, 5);
SELECT attempt($$INSERT INTO coaching.workout_progress (exercise_id, client_id, rating) VALUES (id('bench'), id('sarah'), 6)$$);
-- My Trainer, the widget: This Week, 1/3 workouts completed (how many are left of this week, depends on today)
SELECT due <= 3 AND done = least(due, 1) AND summary = done || ' of ' || due AS this_week FROM coaching.get_weekly_summary(id('sarah'));
-- 9. Trainer can view progress
CALL be('john');
SELECT e.exercise_name, e.sets AS planned, p.sets_completed AS done, p.reps_completed, p.weight_used, p.notes, p.rating FROM coaching.workout_progress p JOIN coaching.workout_exercises e ON e.id = p.exercise_id ORDER BY e.order_index;
-- another member sees nothing of it, and changes nothing
CALL be('mike');
SELECT (SELECT count(*) FROM coaching.workout_plans) AS plans, (SELECT count(*) FROM coaching.workout_exercises) AS exercises, (SELECT count(*) FROM coaching.workout_progress) AS progress;
SELECT attempt($$INSERT INTO coaching.workout_progress (exercise_id, client_id, sets_completed) VALUES (id('bench'), id('mike'), 1)$$);
SELECT attempt($$INSERT INTO coaching.workout_progress (exercise_id, client_id, sets_completed) VALUES (id('bench'), id('sarah'), 1)$$);

-- Flow 4: Trainer Reviews Progress
CALL be('sarah');
SELECT coaching.log_workout(id('sarah'), jsonb_build_object('name', 'Wednesday', 'plan_id', :'plan', 'started_at', '2026-02-04T18:00:00Z', 'sets', jsonb_build_array(
    jsonb_build_object('exercise_id', id('squat'), 'sets_completed', 5, 'reps_completed', 5, 'weight_used', 80)))) IS NOT NULL AS logged;
-- 1. Trainer views client details
CALL be('john');
SELECT s.* FROM coaching.get_workout_completion_stats(id('sarah'), :'plan') s;
-- 2. Sees progress chart, 3. Filters by date range
SELECT * FROM coaching.progress_series(id('sarah'), 'Squat', '2026-01-26', '2026-02-15');
SELECT bucket_start, volume FROM coaching.progress_series(id('sarah'), 'Squat', '2026-02-04', '2026-02-05', 'day');
SELECT exercise_name, record, value, unit, weight, repetitions FROM coaching.personal_records(id('sarah'));
-- 4. Views individual workout logs
SELECT l.name, l.started_at, p.exercise_name, p.sets_completed, p.reps_completed, p.weight_used FROM coaching.workout_logs l JOIN coaching.workout_progress p ON p.log_id = l.id
    WHERE l.client_id = id('sarah') AND l.started_at >= '2026-02-01' AND l.started_at < '2026-03-01';
SELECT exercise_name FROM coaching.workout_progress WHERE client_id = id('sarah') AND completed_at >= '2020-03-01' AND completed_at < '2020-04-01';
-- 6. Adjusts future workout plan based on progress
UPDATE coaching.workout_exercises SET weight = '145lbs' WHERE id = id('bench');
DELETE FROM coaching.workout_exercises WHERE id = id('dips');
INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name, sets, reps, order_index) VALUES (:'plan', 'Monday', 'Skull Crushers', 3, '12', 2);
SELECT title, version FROM coaching.workout_plans WHERE id = :'plan';
-- what was done stands as it was done
CALL be('sarah');
SELECT exercise_name, exercise_id IS NOT NULL AS planned, weight_used FROM coaching.workout_progress ORDER BY id;
SELECT exercise_name, weight FROM coaching.workout_exercises WHERE day_of_week = 'Monday' ORDER BY order_index;
