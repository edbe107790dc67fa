-- step: Ben trains, and not quite as planned
-- why: Monday he leaves the planks out, Wednesday somebody hangs on the bar for pullups, and he pulls a cable
-- why: down instead; both is fine. His telephone sends Friday twice, since the connection broke: it is logged
-- why: once. The targets stay in the plan, and what he did stands beside them.
-- expect: t | 3
-- expect: Monday | Barbell Squat | 5 × 5 | Barbell Squat 5 × 5 @ 80 kg | 3
-- expect: Monday | Plank | 3 × 60 s | |
-- expect: Wednesday | Pullups | 4 × 6-8 | Lat Pulldown 4 × 8 @ 55 kg | 4
-- expect: Wednesday | Plank | 3 × 60 s | Plank 3 × 1 min | 2
-- expect: Friday | Barbell Squat | 3 × 3 | Barbell Squat 3 × 3 @ 87.5 kg | 5
-- expect: 7 | 4 | 57.14
SET ROLE authenticated;
SET coaching.user_id TO :'ben';
UPDATE coaching.users SET time_zone = 'Europe/Berlin' WHERE id = :'ben';
SELECT id AS plan, start_date + time '18:00' AS monday, start_date + 2 + time '18:00' AS wednesday,
       start_date + 4 + time '18:00' AS friday
FROM coaching.workout_plans WHERE status = 'active' \gset
SELECT max(id::text) FILTER (WHERE day_of_week = 'Monday' AND order_index = 0) AS squats,
       max(id::text) FILTER (WHERE day_of_week = 'Wednesday' AND order_index = 0) AS pullups,
       max(id::text) FILTER (WHERE day_of_week = 'Wednesday' AND order_index = 1) AS planks,
       max(id::text) FILTER (WHERE day_of_week = 'Friday') AS heavy_squats
FROM coaching.workout_exercises WHERE plan_id = :'plan' \gset

SELECT coaching.log_workout(:'ben', json_build_object(
    'plan_id', :'plan', 'started_at', :'monday'::timestamptz, 'exercises', json_build_array(
    json_build_object('exercise_id', :'squats', 'sets_completed', 5, 'reps_completed', 5, 'weight_used', 80, 'rating', 3)
    ))::jsonb) \g /dev/null
SELECT coaching.log_workout(:'ben', json_build_object(
    'plan_id', :'plan', 'started_at', :'wednesday'::timestamptz, 'exercises', json_build_array(
    json_build_object('exercise_id', :'pullups', 'exercise_name', 'Lat Pulldown',
                      'sets_completed', 4, 'reps_completed', 8, 'weight_used', 55, 'rating', 4),
    json_build_object('exercise_id', :'planks', 'sets_completed', 3, 'duration_minutes', 1, 'rating', 2)
    ))::jsonb) \g /dev/null
SELECT coaching.new_id() AS key, json_build_object(
    'plan_id', :'plan', 'started_at', :'friday'::timestamptz, 'exercises', json_build_array(
    json_build_object('exercise_id', :'heavy_squats', 'sets_completed', 3, 'reps_completed', 3, 'weight_used', 87.5,
                      'rating', 5, 'notes', 'More than planned!'))) AS log \gset
SELECT coaching.log_workout(:'ben', :'log', :'key') AS first \gset
SELECT coaching.log_workout(:'ben', :'log', :'key') = :'first' AS the_same, count(*) AS workouts FROM coaching.workout_logs;

SELECT day_of_week, e.exercise_name AS planned, e.sets || ' × ' || e.reps AS target,
       concat_ws(' ', p.exercise_name, sets_completed || ' ×', reps_completed, '@ ' || weight_used::float || ' kg',
                 duration_minutes::float || ' min') AS done, rating
FROM coaching.workout_exercises e LEFT JOIN coaching.workout_progress p ON p.exercise_id = e.id
WHERE plan_id = :'plan' AND exercise_type IS NULL ORDER BY e.id;
SELECT * FROM coaching.get_workout_completion_stats(:'ben', :'plan');
