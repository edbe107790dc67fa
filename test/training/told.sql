-- What the database says of a client's imported history, in the lines of figures.py.
\set QUIET on
\pset format unaligned
\pset tuples_only on
\pset fieldsep '\t'
SET timezone = 'UTC';
SET datestyle = 'ISO';

SELECT 'total', 'sets', count(*) FROM coaching.workout_progress WHERE client_id = :'client';
SELECT 'total', 'sessions', count(*) FROM coaching.workout_logs WHERE client_id = :'client';
SELECT 'session', l.started_at::timestamp, l.ended_at::timestamp, l.name, count(*),
    coalesce(sum(p.sets_completed * p.reps_completed * p.weight_used) FILTER (WHERE p.set_type <> 'warmup'), 0)::numeric(20,3)
FROM coaching.workout_logs l JOIN coaching.workout_progress p ON p.log_id = l.id
WHERE l.client_id = :'client' GROUP BY l.id;
SELECT 'sets', exercise_name, set_type, count(*) FROM coaching.workout_progress WHERE client_id = :'client'
GROUP BY exercise_name, set_type;
SELECT 'seconds', exercise_name, round(sum(duration_minutes * 60)) FROM coaching.workout_progress
WHERE client_id = :'client' GROUP BY exercise_name HAVING sum(duration_minutes) > 0;
SELECT 'record', exercise_name, record, value, weight, repetitions, achieved_at::timestamp
FROM coaching.personal_records(:'client');
