-- step: “3 of 5”: Tom looks at Ben's week
-- why: Five days had something to do, and on three of them Ben trained. Then he writes down the runs he had
-- why: forgotten, and the week is whole: a streak of one. When he hides his progress, Tom's next statement
-- why: finds nothing, not even how much there is.
-- expect: 5 | 3 | 3 of 5 | 60.00 | 0
-- expect: 5 | 5 | 5 of 5 | 100.00 | 1
-- expect: Tom finds | 0
-- expect: hidden | t
-- expect: Tom reads again | 5 of 5
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT start_date AS monday, start_date + 6 AS sunday FROM coaching.workout_plans WHERE status = 'active' \gset
SELECT *, coaching.client_compliance(:'ben', :'monday', :'sunday') AS compliance, coaching.current_streak(:'ben') AS streak
FROM coaching.get_weekly_summary(:'ben', :'monday');

SET coaching.user_id TO :'ben';
INSERT INTO coaching.workout_progress (client_id, exercise_id, completed_at, duration_minutes, distance_km)
SELECT :'ben', id, :'monday'::date + CASE day_of_week WHEN 'Tuesday' THEN 1 ELSE 3 END + time '07:00', 40, 7
FROM coaching.workout_exercises WHERE exercise_name = 'Run';

SET coaching.user_id TO :'tom';
SELECT *, coaching.client_compliance(:'ben', :'monday', :'sunday') AS compliance, coaching.current_streak(:'ben') AS streak
FROM coaching.get_weekly_summary(:'ben', :'monday');

SET coaching.user_id TO :'ben';
UPDATE coaching.trainer_clients SET can_view_progress = false WHERE trainer_id = :'tom';
SET coaching.user_id TO :'tom';
SELECT count(*) AS "Tom finds" FROM coaching.workout_progress WHERE client_id = :'ben' \gx
SELECT coaching.current_streak(:'ben') IS NULL AND NOT EXISTS (SELECT FROM coaching.get_weekly_summary(:'ben')) AS hidden \gx

SET coaching.user_id TO :'ben';
UPDATE coaching.trainer_clients SET can_view_progress = true WHERE trainer_id = :'tom';
SET coaching.user_id TO :'tom';
SELECT summary AS "Tom reads again" FROM coaching.get_weekly_summary(:'ben', :'monday') \gx
