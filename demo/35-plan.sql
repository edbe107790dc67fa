-- step: Tom writes a plan for Ben, and then the next
-- why: One JSON document each, day by day; an exercise of the catalogue brings its name along. The next plan
-- why: completes the last, since one is active at a time. A typo is named, and loses nothing. What is trained
-- why: has dates of these weeks: the first plan began five weeks ago for four, the second with last week.
-- expect: ERROR: 22023: there is no field exercises[0].repetitions
-- expect: Foundations | completed | 3 | 28 | t
-- expect: Squat 100 kg | active | 7 | |
-- expect: Monday | Barbell Squat 5 × 5 80 kg, Plank 3 × 60 s
-- expect: Wednesday | Pullups 4 × 6-8, Plank 3 × 60 s
-- expect: plan.created, plan.created
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT date_trunc('week', now())::date - 35 AS five_weeks_ago, date_trunc('week', now())::date - 7 AS last_week,
       id AS squat FROM coaching.exercises WHERE name = 'Barbell Squat' \gset

SELECT coaching.create_workout_plan(:'ben', format('{
    "title": "Foundations", "goals": "Learn to lift", "start_date": "%s", "exercises": [
        {"day_of_week": "Monday",    "exercise_name": "Goblet Squat", "sets": 3, "reps": "10", "weight": "16 kg"},
        {"day_of_week": "Wednesday", "exercise_name": "Pushups",      "sets": 3, "reps": "AMRAP"},
        {"day_of_week": "Friday",    "exercise_name": "Goblet Squat", "sets": 3, "reps": "10", "weight": "16 kg"}]
    }', :'five_weeks_ago')::jsonb) \g /dev/null

SELECT coaching.create_workout_plan(:'ben', format('{
    "title": "Squat 100 kg", "goals": "Build strength", "start_date": "%1$s", "duration_weeks": 6, "exercises": [
        {"day_of_week": "Monday",    "catalog_exercise_id": "%2$s", "sets": 5, "reps": "5", "weight": "80 kg"},
        {"day_of_week": "Monday",    "exercise_name": "Plank",    "sets": 3, "reps": "60 s"},
        {"day_of_week": "Tuesday",   "exercise_name": "Run",      "exercise_type": "cardio", "notes": "5 km, easy"},
        {"day_of_week": "Wednesday", "exercise_name": "Pullups",  "sets": 4, "reps": "6-8"},
        {"day_of_week": "Wednesday", "exercise_name": "Plank",    "sets": 3, "reps": "60 s"},
        {"day_of_week": "Thursday",  "exercise_name": "Run",      "exercise_type": "cardio", "notes": "8 km"},
        {"day_of_week": "Friday",    "catalog_exercise_id": "%2$s", "sets": 3, "reps": "3", "weight": "85 kg"}]
    }', :'last_week', :'squat')::jsonb) \g /dev/null

SELECT coaching.create_workout_plan(:'ben', '{"title": "Peak", "exercises": [
    {"day_of_week": "Monday", "exercise_name": "Barbell Squat", "repetitions": "1"}]}');

-- What Ben finds
SET coaching.user_id TO :'ben';
SELECT title, status, (SELECT count(*) FROM coaching.workout_exercises WHERE plan_id = p.id) AS exercises,
       ended_on - start_date AS days, ended_on = lead(start_date) OVER (ORDER BY start_date) AS ends_with_the_next
FROM coaching.workout_plans p ORDER BY start_date;
SELECT day_of_week, string_agg(concat_ws(' ', exercise_name, sets || ' × ' || reps, weight), ', ' ORDER BY order_index)
    AS to_do
FROM coaching.workout_exercises e JOIN coaching.workout_plans p ON p.id = plan_id AND p.status = 'active'
GROUP BY day_of_week ORDER BY min(e.id::text);
SELECT string_agg(kind, ', ' ORDER BY id) AS ben_hears FROM coaching.notifications WHERE kind LIKE 'plan.%';
