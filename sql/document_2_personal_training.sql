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
CALL be('moe');
SELECT assignments_seen() AS "others view nothing";

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
CALL be('ada');
SELECT * FROM pg_temp.seen();

-- Helper functions, 1 to 3.
SELECT get_trainer_client_count(id('john')) AS john, get_trainer_client_count(id('jane')) AS jane, get_trainer_client_count(id('moe')) AS moe;
CALL be('jane');
UPDATE instructors SET max_clients = 1 WHERE user_id = id('jane') RETURNING max_clients;
SELECT is_trainer_at_capacity(id('john')) AS john, is_trainer_at_capacity(id('jane')) AS jane;
CALL be('sarah');
SELECT assignment_id IS NOT NULL AS assignment, who(trainer_id) AS trainer, trainer_name, assigned_at IS NOT NULL AS assigned FROM get_member_active_trainer(id('sarah'));

-- 4: how much of a plan is done
SELECT * FROM get_workout_completion_stats(p_member_id => id('sarah'), p_plan_id => id('first'));
SELECT * FROM get_workout_completion_stats(id('sarah'), id('second'));
CALL be('moe');
SELECT count(*) AS "of somebody else" FROM get_workout_completion_stats(id('sarah'), id('first'));

-- Flow 1: an admin assigns a member to a trainer.
-- the dialog's list of trainers, with capacity
CALL be('ada');
SELECT i.name, c.active, c.maximum, c.free, c.utilisation FROM instructors i, trainer_capacity(i.id) c WHERE i.is_personal_trainer ORDER BY i.name;
-- the system checks capacity, whichever way
SELECT attempt($$SELECT assign_trainer(id('moe'), id('jane'))$$) AS by_function, attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('moe'), id('jane'))$$) AS by_table;
SELECT assign_trainer(id('moe'), id('john'), 'Monday mornings.') IS NOT NULL AS assigned;
-- the member gets a notification, the trainer sees the new client
CALL be('moe');
SELECT kind, who((payload ->> 'trainer_id')::uuid) AS trainer FROM notifications;
CALL be('john');
SELECT full_name, status FROM get_connections();

-- Flow 2: a trainer creates a plan, day by day.
INSERT INTO workout_exercises (id, plan_id, day_of_week, exercise_name, exercise_type, sets, reps, weight, rest_seconds, order_index) VALUES
    (id('bench'), id('second'), 'Monday', 'Bench Press', 'strength', 4, '8', '135 lbs', 90, 0),
    (id('press'), id('second'), 'Monday', 'Overhead Press', 'strength', 3, '8-12', '95 lbs', DEFAULT, 1),
    (id('dips'), id('second'), 'Monday', 'Tricep Dips', 'strength', 3, 'AMRAP', 'bodyweight', DEFAULT, 2);
CALL be('sarah');
SELECT kind, count(*) FROM notifications WHERE kind LIKE 'plan.%' GROUP BY 1 ORDER BY 1;
SELECT p.title, i.name AS "created by", p.goals FROM workout_plans p JOIN instructors i ON i.id = p.created_by WHERE p.status = 'active';
-- Flow 3: the member logs today's workout.
SELECT exercise_name, sets, reps, weight, rest_seconds FROM workout_exercises WHERE plan_id = id('second') AND day_of_week = 'Monday' ORDER BY order_index;
INSERT INTO workout_progress (exercise_id, client_id, sets_completed, reps_completed, weight_used, notes, rating) VALUES (id('bench'), id('sarah'), 4, 8, 61.25, 'Heavy.', 4), (id('dips'), id('sarah'), 3, 11, NULL, NULL, 5);
SELECT attempt($$INSERT INTO workout_progress (exercise_id, client_id, rating) VALUES (id('bench'), id('sarah'), 6)$$) AS "CHECK (rating >= 1 AND rating <= 5)";
SELECT total_exercises, completed_exercises, completion_percentage FROM get_workout_completion_stats(id('sarah'), id('second'));
-- Flow 4: the trainer reviews the progress, by date, adds a note and changes the plan; what was done stays.
CALL be('john');
SELECT exercise_name, sets_completed, reps_completed, weight_used, notes, rating FROM workout_progress
WHERE client_id = id('sarah') AND completed_at >= now() - interval '1 day' ORDER BY exercise_name;
INSERT INTO trainer_client_notes (relationship_id, trainer_id, note, is_private) VALUES (:'assignment', id('john'), 'Slower on the way down.', false) RETURNING note;
UPDATE workout_exercises SET weight = '140 lbs' WHERE id = id('bench') RETURNING weight;
CALL be('sarah');
SELECT note FROM trainer_client_notes ORDER BY id;
SELECT exercise_name, weight_used FROM workout_progress WHERE exercise_id = id('bench');

-- Day 6: bulk assignment, all or none, and how full everybody is.
CALL be_trusted();
CALL person('ann');
CALL person('bob');
CALL be('ada');
SELECT who(client_id) AS member, code FROM assign_clients(id('jane'), ARRAY[id('ann'), id('bob')]);
SELECT count(*) AS assigned_meanwhile FROM trainer_assignments WHERE member_id IN (id('ann'), id('bob'));
SELECT who(client_id) AS member, code FROM assign_clients(id('john'), ARRAY[id('ann'), id('bob')]);
SELECT who(trainer_id) AS trainer, count(*) AS members FROM trainer_assignments WHERE status = 'active' GROUP BY trainer_id ORDER BY 1;

-- "My Trainer": "3/5 workouts completed"; "My Clients": "Compliance: 85%".
-- (a week that is over: trained on three of five days, one of them twice)
CALL be_trusted();
INSERT INTO workout_plans (id, relationship_id, title, start_date, duration_weeks, status) VALUES (id('five days'), :'assignment', 'Five days', '2024-03-04', 1, 'completed');
INSERT INTO workout_exercises (plan_id, day_of_week, exercise_name) SELECT id('five days'), day, 'Running' FROM unnest(ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) day;
INSERT INTO workout_logs (client_id, started_at) SELECT id('sarah'), day FROM unnest(ARRAY['2024-03-04 07:00+00', '2024-03-05 07:00+00', '2024-03-05 18:00+00', '2024-03-07 07:00+00']::timestamptz[]) day;
CALL be('john');
SELECT due, done, summary FROM get_weekly_summary(id('sarah'), '2024-03-06');
SELECT client_compliance(id('sarah'), '2024-03-04', '2024-03-10');
-- the progress chart
SELECT max(sessions) AS sessions, max(best_weight) AS best_weight FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS today) t, progress_series(id('sarah'), 'bench press', today - 1, today, 'day');

-- "My Trainer": photo, name, what they are good at, certificates.
CALL be('sarah');
SELECT i.name, i.photo_url, i.specializations, i.certifications, can_message(i.id) AS message_button
FROM trainer_assignments a JOIN instructors i ON i.id = a.trainer_id WHERE a.member_id = uid() AND a.status = 'active';
CALL be_trusted();
DROP FUNCTION public.assignments_seen;
RESET search_path;
CALL clean_slate();
