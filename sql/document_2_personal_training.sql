-- document_2_personal_training: the second document, "Personal Training System", walked from top to bottom, with its own SQL.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('john', 'client', 'trainer');
CALL person('jane', 'client', 'trainer');
CALL person('sarah');
CALL person('mike');
CALL person('moe');
SET search_path = coaching, public;
CREATE FUNCTION public.assignments_seen() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(who(member_id) || ' with ' || who(trainer_id) || ': ' || status, ', ' ORDER BY id) FROM coaching.trainer_assignments $$;

-- Database schema, 1: every column the document adds to instructors, with its default.
SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'coaching' AND table_name = 'instructors'
    AND column_name IN ('is_personal_trainer', 'specializations', 'certifications', 'max_clients', 'hourly_rate', 'bio', 'years_experience') ORDER BY ordinal_position;
CALL be('john');
INSERT INTO instructors (user_id, name, specializations, certifications, hourly_rate, bio, years_experience)
VALUES (id('john'), 'John Smith', '{"Strength & Conditioning"}', '{NASM-CPT,CSCS}', 60.00, 'Stronger every week.', 12)
RETURNING name, is_personal_trainer, specializations, certifications, max_clients, hourly_rate, bio, years_experience;

-- 2: trainer_assignments, as the document inserts and reads them
CALL be('ada');
INSERT INTO trainer_assignments (member_id, trainer_id, assigned_by, notes) VALUES (id('sarah'), id('john'), id('ada'), 'Wants to run.')
RETURNING who(member_id) AS member, who(trainer_id) AS trainer, assigned_at = now() AS now, who(assigned_by) AS by, status, start_date IS NOT NULL AS started, end_date, notes;
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id, status) VALUES (id('mike'), id('john'), 'pending')$$) AS "CHECK (status IN ('active', 'paused', 'completed'))";
-- UNIQUE (member_id) WHERE (status = 'active'): one trainer is the member's, others are beside
SELECT attempt($$INSERT INTO trainer_clients (client_id, trainer_id, status, is_primary) VALUES (id('sarah'), id('jane'), 'active', true)$$) AS another;
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('sarah'), id('jane'))$$) AS beside;
SELECT trainer_name FROM get_member_active_trainer(id('sarah'));
UPDATE trainer_assignments SET status = 'completed' WHERE trainer_id = id('jane') RETURNING status;

-- 3 to 6: plans, exercises, progress and notes, as the document inserts them; assignment_id is relationship_id, member_id client_id.
CALL be('john');
SELECT id AS assignment FROM trainer_assignments WHERE member_id = id('sarah') \gset
INSERT INTO workout_plans (id, relationship_id, title, description, goals, created_by) VALUES (id('first'), :'assignment', 'Warming up', 'Four easy weeks.', 'Move again', id('john'))
RETURNING title, goals, duration_weeks, who(created_by) AS created_by, status;
INSERT INTO workout_exercises (id, plan_id, day_of_week, exercise_name, exercise_type, sets, reps, weight) VALUES (id('walk'), id('first'), 'Tuesday', 'Walking', 'cardio', 1, '30 min', 'bodyweight')
RETURNING day_of_week, exercise_name, rest_seconds, order_index;
SELECT attempt($$INSERT INTO workout_exercises (plan_id, day_of_week, exercise_name) VALUES (id('first'), 'Someday', 'Rest')$$) AS "CHECK (day_of_week IN …)";
INSERT INTO trainer_client_notes (relationship_id, trainer_id, note) VALUES (:'assignment', id('john'), 'Left knee hurts on stairs.') RETURNING is_private;
INSERT INTO trainer_client_notes (relationship_id, trainer_id, note, is_private) VALUES (:'assignment', id('john'), 'Well done this week!', false) RETURNING is_private;
CALL be('sarah');
INSERT INTO workout_progress (exercise_id, client_id, sets_completed, duration_minutes, notes, rating) VALUES (id('walk'), id('sarah'), 1, 30, 'Sunny.', 2)
RETURNING exercise_name, duration_minutes, rating, completed_at IS NOT NULL AS completed;
-- UNIQUE (assignment_id) WHERE (status = 'active'): a new plan completes the one before
CALL be('john');
INSERT INTO workout_plans (id, relationship_id, title, goals, duration_weeks, created_by) VALUES (id('second'), :'assignment', '12-Week Strength Program', 'Build overall strength', 12, id('john'));
SELECT title, status FROM workout_plans ORDER BY id;

-- Row level security: members, trainers and admins, as the policies say.
CALL be('ada');
INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('mike'), id('jane'));
SELECT assignments_seen() AS "Admins manage all assignments", EXISTS (SELECT 1 FROM profiles WHERE id = uid() AND is_admin = true) AS "the policy's own condition";
CALL be('sarah');
SELECT assignments_seen() AS "Members view own assignments";
CALL be('john');
SELECT assignments_seen() AS "Trainers view their assignments";
SELECT count(*) AS "the policy's own condition" FROM trainer_assignments WHERE trainer_id IN (SELECT id FROM instructors WHERE user_id = uid());
-- the conditions of the other policies, as the document has them
SELECT count(*) AS "his clients' assignments" FROM trainer_assignments ta JOIN instructors i ON ta.trainer_id = i.id WHERE i.user_id = uid();
SELECT string_agg(who(ta.member_id), ' ') AS "clients with status active" FROM trainer_assignments ta JOIN instructors i ON ta.trainer_id = i.id WHERE i.user_id = uid() AND ta.status = 'active';
CALL be('moe');
SELECT assignments_seen() AS "others view nothing";
-- and who may not write: members, trainers for themselves, and nobody who is not signed in
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('moe'), id('jane'))$$) AS "a member assigns", attempt($$UPDATE trainer_assignments SET status = 'completed' WHERE member_id = id('mike')$$) AS "another's assignment";
CALL be('jane');
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('moe'), id('jane'))$$) AS "a trainer assigns";
CALL be_nobody();
SELECT attempt($$SELECT * FROM trainer_assignments$$) AS assignments, attempt($$SELECT * FROM workout_plans$$) AS plans, attempt($$SELECT * FROM workout_progress$$) AS progress;
CALL be('moe');

-- plans, exercises, progress and notes follow the assignment
CREATE FUNCTION pg_temp.seen() RETURNS TABLE (plans bigint, exercises bigint, progress bigint, private_notes bigint, shared_notes bigint) LANGUAGE sql AS $$
    SELECT (SELECT count(*) FROM coaching.workout_plans), (SELECT count(*) FROM coaching.workout_exercises), (SELECT count(*) FROM coaching.workout_progress),
        count(*) FILTER (WHERE is_private), count(*) FILTER (WHERE NOT is_private) FROM coaching.trainer_client_notes $$;
SELECT * FROM pg_temp.seen();
CALL be('sarah');
SELECT * FROM pg_temp.seen();
CALL be('john');
SELECT * FROM pg_temp.seen();
CALL be('jane');
SELECT * FROM pg_temp.seen();
SELECT attempt($$INSERT INTO workout_exercises (plan_id, day_of_week, exercise_name) VALUES (id('second'), 'Monday', 'x')$$) AS "another trainer's plan";
SELECT attempt(format('INSERT INTO workout_plans (relationship_id, title) VALUES (%L, ''x'')', :'assignment')) AS "another trainer's client",
    attempt(format('INSERT INTO trainer_client_notes (relationship_id, trainer_id, note) VALUES (%L, id(''jane''), ''x'')', :'assignment')) AS "a note on them",
    attempt($$INSERT INTO workout_progress (client_id, exercise_name) VALUES (id('sarah'), 'x')$$) AS "progress of theirs";
-- a member reads plans and notes, and writes neither; progress is the member's own
CALL be('sarah');
SELECT attempt($$UPDATE workout_plans SET title = 'x'$$) AS plan, attempt($$UPDATE workout_exercises SET sets = 1$$) AS exercise, attempt($$UPDATE trainer_client_notes SET note = 'x'$$) AS note;
SELECT attempt($$INSERT INTO workout_progress (client_id, exercise_name) VALUES (id('mike'), 'x')$$) AS "another member's progress", attempt($$UPDATE workout_progress SET rating = 3$$) AS "own progress";
-- a trainer views progress while the assignment is active
CALL be('john');
UPDATE trainer_assignments SET status = 'paused' WHERE member_id = id('sarah') RETURNING status;
SELECT * FROM pg_temp.seen();
UPDATE trainer_assignments SET status = 'active' WHERE member_id = id('sarah') RETURNING status;
CALL be('ada');
SELECT * FROM pg_temp.seen();
SELECT attempt($$UPDATE workout_plans SET description = 'Four easy weeks, then more.' WHERE id = id('first')$$) AS "Admins manage all plans",
    attempt($$UPDATE trainer_assignments SET notes = 'Wants to run far.' WHERE member_id = id('sarah') AND status = 'active'$$) AS "and all assignments";

-- Helper functions, 1 to 3. (What the document counts by hand is the same.)
SELECT name, (SELECT count(*) FROM trainer_assignments WHERE trainer_id = i.id AND status = 'active') AS by_hand, get_trainer_client_count(p_trainer_id => i.id) AS clients FROM instructors i ORDER BY name;
SELECT get_trainer_client_count(id('john')) AS john, get_trainer_client_count(id('jane')) AS jane, get_trainer_client_count(id('moe')) AS moe;
CALL be('jane');
UPDATE instructors SET max_clients = 1 WHERE user_id = id('jane') RETURNING max_clients;
SELECT is_trainer_at_capacity(p_trainer_id => id('john')) AS john, is_trainer_at_capacity(id('jane')) AS jane;
CALL be('sarah');
SELECT assignment_id IS NOT NULL AS assignment, who(trainer_id) AS trainer, trainer_name, assigned_at IS NOT NULL AS assigned FROM get_member_active_trainer(p_member_id => id('sarah'));
SELECT count(*) AS "the same by hand" FROM get_member_active_trainer(id('sarah')) f JOIN trainer_assignments ta ON ta.id = f.assignment_id AND ta.assigned_at = f.assigned_at
    JOIN instructors i ON ta.trainer_id = i.id AND i.name = f.trainer_name WHERE ta.member_id = id('sarah') AND ta.status = 'active';
CALL be('moe');
SELECT count(*) AS "without a trainer" FROM get_member_active_trainer(id('moe'));
SELECT count(*) AS "of somebody else" FROM get_member_active_trainer(id('sarah'));
CALL be('sarah');

-- 4: how much of a plan is done
SELECT * FROM get_workout_completion_stats(p_member_id => id('sarah'), p_plan_id => id('first'));
SELECT * FROM get_workout_completion_stats(id('sarah'), id('second'));
CALL be('john');
SELECT completion_percentage AS "for the trainer" FROM get_workout_completion_stats(id('sarah'), id('first'));
CALL be('moe');
SELECT count(*) AS "of somebody else" FROM get_workout_completion_stats(id('sarah'), id('first'));

-- Flow 1: an admin assigns a member to a trainer.
-- the dialog's list of trainers, with capacity
CALL be('ada');
SELECT full_name FROM profiles WHERE NOT is_admin AND NOT EXISTS (SELECT FROM trainer_assignments WHERE member_id = profiles.id AND status = 'active') AND NOT EXISTS (SELECT FROM instructors WHERE user_id = profiles.id) ORDER BY 1;
SELECT trainer_name, active_clients, max_clients, free_places, at_capacity, utilisation, trainer_to_member_ratio FROM trainer_capacity_overview WHERE is_active ORDER BY trainer_name;
SELECT i.name, c.active, c.maximum, c.free, c.utilisation FROM instructors i, trainer_capacity(i.id) c WHERE i.is_personal_trainer ORDER BY i.name;
-- the system checks capacity, whichever way
SELECT attempt($$SELECT assign_trainer(id('moe'), id('jane'))$$) AS by_function, attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('moe'), id('jane'))$$) AS by_table;
SELECT assign_trainer(id('moe'), id('john'), 'Monday mornings.') IS NOT NULL AS assigned;
-- the member gets a notification, the trainer sees the new client
CALL be('moe');
SELECT kind, who((payload ->> 'trainer_id')::uuid) AS trainer FROM notifications;
CALL be('john');
SELECT full_name, status, count(*) OVER () AS clients, total FROM get_trainer_clients(id('john'));
SELECT trainer_name, free_places FROM trainer_capacity_overview;

-- Flow 2: a trainer creates a plan, day by day.
INSERT INTO workout_exercises (id, plan_id, day_of_week, exercise_name, exercise_type, sets, reps, weight, rest_seconds, order_index) VALUES
    (id('bench'), id('second'), 'Monday', 'Bench Press', 'strength', 4, '8', '135 lbs', 90, 0),
    (id('press'), id('second'), 'Monday', 'Overhead Press', 'strength', 3, '8-12', '95 lbs', DEFAULT, 1),
    (id('dips'), id('second'), 'Monday', 'Tricep Dips', 'strength', 3, 'AMRAP', 'bodyweight', DEFAULT, 2);
CALL be('sarah');
SELECT kind, count(*) FROM notifications WHERE kind LIKE 'plan.%' GROUP BY 1 ORDER BY 1;
SELECT p.title, i.name AS "created by", p.goals FROM workout_plans p JOIN instructors i ON i.id = p.created_by WHERE p.status = 'active';
-- or the whole form at once
CALL be('john');
SELECT create_workout_plan(id('moe'), '{"title": "Getting started", "goals": "Three times a week", "duration_weeks": 6, "exercises": [
    {"day_of_week": "Monday", "exercise_name": "Squat", "sets": 3, "reps": "10", "weight": "60% of max", "rest_seconds": 120}, {"day_of_week": "Monday", "exercise_name": "Plank", "sets": 3, "reps": "1 min"},
    {"day_of_week": "Thursday", "exercise_name": "Rowing", "exercise_type": "cardio", "reps": "20 min"}]}') AS started \gset
CALL be('moe');
SELECT title, goals, duration_weeks, day_of_week, exercise_name, sets, reps, weight, rest_seconds, order_index FROM workout_plans p JOIN workout_exercises e ON e.plan_id = p.id ORDER BY e.day_of_week, order_index;
CALL be('sarah');
-- Flow 3: the member logs today's workout.
SELECT exercise_name, sets, reps, weight, rest_seconds FROM workout_exercises WHERE plan_id = id('second') AND day_of_week = 'Monday' ORDER BY order_index;
INSERT INTO workout_progress (exercise_id, client_id, sets_completed, reps_completed, weight_used, notes, rating) VALUES (id('bench'), id('sarah'), 4, 8, 61.25, 'Heavy.', 4), (id('dips'), id('sarah'), 3, 11, NULL, NULL, 5);
SELECT attempt($$INSERT INTO workout_progress (exercise_id, client_id, rating) VALUES (id('bench'), id('sarah'), 6)$$) AS "CHECK (rating >= 1 AND rating <= 5)";
SELECT total_exercises, completed_exercises, completion_percentage FROM get_workout_completion_stats(id('sarah'), id('second'));
-- or the whole workout at once; asked twice, logged once
CALL be('moe');
SELECT id AS squat FROM workout_exercises WHERE exercise_name = 'Squat' \gset
SELECT log_workout(id('moe'), jsonb_build_object('name', 'Monday', 'plan_id', :'started', 'exercises', jsonb_build_array(jsonb_build_object('exercise_id', :'squat', 'sets_completed', 3, 'reps_completed', 10, 'weight_used', 40, 'rating', 3))), id('once'))
    = log_workout(id('moe'), jsonb_build_object('name', 'Monday', 'plan_id', :'started', 'exercises', jsonb_build_array(jsonb_build_object('exercise_id', :'squat', 'sets_completed', 3, 'reps_completed', 10, 'weight_used', 40, 'rating', 3))), id('once')) AS once;
SELECT completed_exercises || ' of ' || total_exercises AS done, completion_percentage FROM get_workout_completion_stats(id('moe'), :'started');
-- Flow 4: the trainer reviews the progress, by date, adds a note and changes the plan; what was done stays.
CALL be('john');
SELECT exercise_name, sets_completed, reps_completed, weight_used, notes, rating FROM workout_progress
WHERE client_id = id('sarah') AND completed_at >= now() - interval '1 day' ORDER BY exercise_name;
INSERT INTO trainer_client_notes (relationship_id, trainer_id, note, is_private) VALUES (:'assignment', id('john'), 'Slower on the way down.', false) RETURNING note;
UPDATE workout_exercises SET weight = '140 lbs' WHERE id = id('bench') RETURNING weight;
CALL be('sarah');
SELECT note FROM trainer_client_notes ORDER BY id;
SELECT kind, count(*) FROM notifications GROUP BY 1 ORDER BY 1;
SELECT exercise_name, weight_used FROM workout_progress WHERE exercise_id = id('bench');

CALL be('john');
SELECT l.name AS workout, p.exercise_name, p.rating FROM workout_logs l JOIN workout_progress p ON p.log_id = l.id WHERE l.client_id = id('moe');

-- Day 2: a function completes old plans, each after its own weeks.
CALL be_trusted();
INSERT INTO workout_plans (id, relationship_id, title, start_date, duration_weeks) SELECT id('old'), id, 'Long over', '2024-01-01', 4 FROM trainer_assignments WHERE member_id = id('mike');
CALL be('sarah');
SELECT attempt('SELECT complete_expired_plans()') AS "a member completes";
CALL be('ada');
SELECT complete_expired_plans() AS completed, complete_expired_plans() AS "once more";
SELECT title, status, ended_on FROM workout_plans WHERE start_date < '2025-01-01';
SELECT title, status FROM workout_plans WHERE id = id('second');
CALL be('mike');
SELECT kind FROM notifications ORDER BY id;

-- Day 6: bulk assignment, all or none, and how full everybody is.
CALL be_trusted();
CALL person('ann');
CALL person('bob');
CALL be('ada');
SELECT who(client_id) AS member, code FROM assign_clients(id('jane'), ARRAY[id('ann'), id('bob')]);
SELECT count(*) AS assigned_meanwhile FROM trainer_assignments WHERE member_id IN (id('ann'), id('bob'));
SELECT who(client_id) AS member, code FROM assign_clients(id('john'), ARRAY[id('ann'), id('bob')]);
SELECT who(trainer_id) AS trainer, count(*) AS members FROM trainer_assignments WHERE status = 'active' GROUP BY trainer_id ORDER BY 1;
-- the capacity dashboard and trainer-to-member ratios, each trainer's and the house's
SELECT trainer_name, trainer_to_member_ratio, free_places, at_capacity FROM trainer_capacity_overview ORDER BY 1;
SELECT f -> 'total_trainers' AS trainers, f -> 'total_members' AS members, f -> 'unassigned_members' AS unassigned, f -> 'members_per_trainer' AS "per trainer", f ->> 'trainer_to_member_ratio' AS ratio FROM get_admin_dashboard_stats() f;
-- which is for admins; a trainer sees their own row, a member none
CALL be('jane');
SELECT trainer_name FROM trainer_capacity_overview;
SELECT attempt('SELECT get_admin_dashboard_stats()') AS "the house's", attempt($$SELECT * FROM assign_clients(id('jane'), ARRAY[id('moe')])$$) AS assigns;
CALL be('sarah');
SELECT count(*) AS trainers FROM trainer_capacity_overview;
SELECT count(*) AS clients FROM get_trainer_clients(id('sarah'));

-- "My Trainer": "3/5 workouts completed"; "My Clients": "Compliance: 85%".
-- (a week that is over: trained on three of five days, one of them twice)
CALL be_trusted();
INSERT INTO workout_plans (id, relationship_id, title, start_date, duration_weeks, status) VALUES (id('five days'), :'assignment', 'Five days', '2024-03-04', 1, 'completed');
INSERT INTO workout_exercises (plan_id, day_of_week, exercise_name) SELECT id('five days'), day, 'Running' FROM unnest(ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) day;
INSERT INTO workout_logs (client_id, started_at) SELECT id('sarah'), day FROM unnest(ARRAY['2024-03-04 07:00+00', '2024-03-05 07:00+00', '2024-03-05 18:00+00', '2024-03-07 07:00+00']::timestamptz[]) day;
CALL be('john');
SELECT due, done, summary FROM get_weekly_summary(id('sarah'), '2024-03-06');
-- "Mon [x] Tue [x] …"
SELECT string_agg(to_char(day, 'Dy') || CASE WHEN EXISTS (SELECT FROM workout_logs l WHERE l.client_id = id('sarah') AND (l.started_at AT TIME ZONE 'UTC')::date = day::date) THEN ' [x]' ELSE ' [ ]' END, '  ' ORDER BY day) AS week
FROM generate_series(timestamp '2024-03-04', '2024-03-10', '1 day') day;
SELECT client_compliance(id('sarah'), '2024-03-04', '2024-03-10');
-- the progress chart
SELECT max(sessions) AS sessions, max(best_weight) AS best_weight FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS today) t, progress_series(id('sarah'), 'bench press', today - 1, today, 'day');

-- "My Trainer": photo, name, what they are good at, certificates.
CALL be('sarah');
SELECT i.name, i.photo_url, i.specializations, i.certifications, can_message(i.id) AS message_button
FROM trainer_assignments a JOIN instructors i ON i.id = a.trainer_id WHERE a.member_id = uid() AND a.status = 'active';
SELECT due, done, summary AS "This Week" FROM get_weekly_summary(id('sarah'), '2024-03-06');

-- "My Clients (12/15)": Sarah Johnson, last workout 2 days ago, compliance 85 %; Mike Davis, today, 100 %.
CALL be_trusted();
CALL person('jack', 'client', 'trainer');
CALL person('johnson');
CALL person('davis');
UPDATE users SET full_name = CASE id WHEN id('davis') THEN 'Mike Davis' ELSE 'Sarah Johnson' END WHERE id IN (id('johnson'), id('davis'));
INSERT INTO users (id, full_name) SELECT id('member ' || n), 'Member ' || to_char(n, 'FM00') FROM generate_series(1, 14) n;
CALL be('ada');
SELECT code, count(*) FROM assign_clients(id('jack'), ARRAY[id('johnson'), id('davis')] || ARRAY(SELECT id('member ' || n) FROM generate_series(1, 14) n)) GROUP BY 1 ORDER BY 1;
SELECT code, count(*) FROM assign_clients(id('jack'), ARRAY[id('johnson'), id('davis')] || ARRAY(SELECT id('member ' || n) FROM generate_series(1, 10) n)) GROUP BY 1 ORDER BY 1;
-- (she: 20 sessions due in the last three weeks, four of seven, all seven and all six done; he: today's)
CALL be_trusted();
SELECT (now() AT TIME ZONE 'UTC')::date AS today, date_trunc('week', now() AT TIME ZONE 'UTC')::date AS monday \gset
INSERT INTO workout_plans (id, relationship_id, title, start_date, duration_weeks, status) SELECT id('daily'), id, 'Daily', :'monday'::date - 21, 2, 'completed' FROM trainer_assignments WHERE member_id = id('johnson')
    UNION ALL SELECT id('six'), id, 'Six days', :'monday'::date - 7, 1, 'completed' FROM trainer_assignments WHERE member_id = id('johnson')
    UNION ALL SELECT id('one'), id, 'One day', :'monday'::date, 4, 'active' FROM trainer_assignments WHERE member_id = id('davis');
INSERT INTO workout_exercises (plan_id, day_of_week, exercise_name) SELECT id('daily'), to_char(day, 'FMDay'), 'Running' FROM generate_series(timestamp '2024-03-04', '2024-03-10', '1 day') day
    UNION ALL SELECT id('six'), to_char(day, 'FMDay'), 'Running' FROM generate_series(timestamp '2024-03-04', '2024-03-09', '1 day') day
    UNION ALL SELECT id('one'), to_char(:'today'::date, 'FMDay'), 'Running';
INSERT INTO workout_logs (client_id, started_at) SELECT id('johnson'), (:'monday'::date - n + time '07:00') AT TIME ZONE 'UTC' FROM unnest(ARRAY[21, 20, 19, 18] || ARRAY[14, 13, 12, 11, 10, 9, 8] || ARRAY[7, 6, 5, 4, 3, 2]) n
    UNION ALL SELECT id('johnson'), (:'today'::date - 2 + time '18:00') AT TIME ZONE 'UTC' UNION ALL SELECT id('davis'), now();
CALL be('jack');
SELECT format('My Clients (%s/%s)', active, maximum) AS widget FROM trainer_capacity(id('jack'));
SELECT full_name, days_since_workout, week_done || '/' || week_due AS "this week", compliance, total FROM get_trainer_clients(id('jack'), max_rows => 50) WHERE last_workout_at IS NOT NULL ORDER BY full_name DESC;
SELECT full_name, last_workout_at, compliance FROM get_trainer_clients(id('jack'), search => 'member 07');
CALL be('john');
SELECT attempt($$SELECT * FROM get_trainer_clients(id('jack'))$$) AS "another trainer's list";
CALL be_trusted();
DROP FUNCTION public.assignments_seen;
RESET search_path;
CALL clean_slate();
