-- step: Anna brings her training history along from another app
-- why: As Hevy exports it: a real person's fourteen months where they lie beside the project, else half
-- why: a year which the demo made up, with a slip in it. Each session becomes a workout, each line a set; a line that
-- why: cannot be read is named, and costs no other. The same file again adds nothing. Iris sees it at once, Tom
-- why: nothing: Anna has hidden her progress from him all along.
-- shared: 335 | 7211 | 0 | 0 |
-- shared: 0 | 0 | 7211
-- shared: Iris | 335 | 7211 | 2024-07-03 | 2025-09-15
-- alone: 54 | 412 | 0 | 1 | {"code": "invalid_number", "line": 368, "message": "reps \"six\" is no number"}
-- alone: 0 | 0 | 412
-- alone: Iris | 54 | 412 | 2025-01-06 | 2025-07-17
-- expect: Tom | 0 | 0 | |
\set csv `cat :'history'`
SET ROLE authenticated;
SET coaching.user_id TO :'anna';
UPDATE coaching.users SET time_zone = 'Europe/Berlin' WHERE id = :'anna';
SELECT sessions, sets, duplicates, jsonb_array_length(skipped) AS skipped, skipped -> 0 AS the_first
FROM coaching.import_training_history(:'anna', 'hevy', :'csv');
SELECT sessions, sets, duplicates FROM coaching.import_training_history(:'anna', 'hevy', :'csv');

SET coaching.user_id TO :'iris';
SELECT 'Iris' AS who_asks, count(DISTINCT log_id) AS workouts, count(*) AS sets,
       min(completed_at)::date AS "from", max(completed_at)::date AS until
FROM coaching.workout_progress WHERE client_id = :'anna';
SET coaching.user_id TO :'tom';
SELECT 'Tom' AS who_asks, count(DISTINCT log_id) AS workouts, count(*) AS sets,
       min(completed_at)::date AS "from", max(completed_at)::date AS until
FROM coaching.workout_progress WHERE client_id = :'anna';
