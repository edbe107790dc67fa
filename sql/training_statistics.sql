-- Figures of training: what was due and done, records and series, and who is told.
SET client_min_messages = warning;
SET time zone 'UTC';
SET datestyle = 'ISO';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('nell');
SELECT coaching.assign_trainer(id(c), id('tina')) IS NOT NULL AS assigned FROM unnest('{carl,cora,nell}'::text[]) c;
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = id('carl');

-- A plan of the past as it stands in the table; a trusted caller restores it, so that nothing is judged.
CREATE PROCEDURE plan(client text, name text, first date, weeks int, ended date, days text[]) LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL row_security = off;
    INSERT INTO coaching.workout_plans (id, relationship_id, trainer_id, client_id, title, duration_weeks, created_by, start_date, ended_on, status)
    SELECT id(name), r.id, r.trainer_id, r.client_id, name, weeks, r.trainer_id, first, ended, CASE WHEN ended IS NULL THEN 'active' ELSE 'completed' END
    FROM coaching.trainer_clients r WHERE client_id = id(client) AND status = 'active';
    INSERT INTO coaching.workout_exercises (id, plan_id, client_id, day_of_week, exercise_name)
    SELECT id(name || ' ' || day), id(name), id(client), day, 'Squat' FROM unnest(days) day;
    SET LOCAL row_security = on;
END $$;
CREATE PROCEDURE trained(client text, VARIADIC times timestamptz[]) LANGUAGE sql AS $$
    INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at) SELECT id(client), 'Squat', unnest(times) $$;
CREATE FUNCTION week(client text, day date) RETURNS text LANGUAGE sql AS $$ SELECT summary FROM coaching.get_weekly_summary(id(client), day) $$;

-- Completion: distinct planned exercises with anything logged by the client. An empty plan is 0, and so is one that is not the client's.
CALL plan('carl', 'spring', '2015-03-02', 4, NULL, '{Monday,Wednesday,Friday}');
CALL plan('cora', 'empty', '2015-03-02', 4, NULL, '{}');
CALL be('carl');
SELECT * FROM coaching.get_workout_completion_stats(id('carl'), id('spring'));
INSERT INTO coaching.workout_progress (client_id, exercise_id, completed_at) VALUES
    (id('carl'), id('spring Monday'), '2015-03-02 12:00+00'), (id('carl'), id('spring Monday'), '2015-03-09 12:00+00');
SELECT * FROM coaching.get_workout_completion_stats(id('carl'), id('spring'));
INSERT INTO coaching.workout_progress (client_id, exercise_id, completed_at, exercise_name) VALUES (id('carl'), id('spring Friday'), '2015-03-05 12:00+00', 'Leg Press'); -- another in its place
SELECT * FROM coaching.get_workout_completion_stats(p_member_id => id('carl'), p_plan_id => id('spring'));
CALL be('ada');
SELECT who, s.* FROM (VALUES ('cora', 'empty'), ('cora', 'spring'), ('carl', 'empty'), ('carl', 'no plan'), ('nobody', 'spring')) v (who, plan), coaching.get_workout_completion_stats(id(who), id(plan)) s;

-- Weeks: from Monday to Sunday of the client's calendar. Carl is in New York; extra days do not count, other days do.
SELECT day, week('carl', day) FROM (VALUES (date '2015-03-01'), ('2015-03-02'), ('2015-03-08'), ('2015-03-09'), ('2015-03-16'), ('2015-03-29'), ('2015-03-30')) v (day);
CALL be('carl');
CALL trained('carl', '2015-03-17 03:59+00', '2015-03-23 03:59+00', '2015-03-23 04:00+00');    -- Monday 23:59, Sunday 23:59 and Monday 00:00
SELECT week('carl', '2015-03-16') AS before_midnight, week('carl', '2015-03-23') AS after_midnight;
CALL trained('carl', '2015-03-17 12:00+00', '2015-03-18 12:00+00', '2015-03-19 12:00+00');
SELECT week('carl', '2015-03-16') AS more_than_due;
-- a workout without sets is a session as well, and so are sets of which none was done
INSERT INTO coaching.workout_logs (client_id, started_at) VALUES (id('carl'), '2015-03-24 12:00+00'), (id('carl'), '2015-03-23 13:00+00');
SELECT week('carl', '2015-03-23');
SELECT due, done, summary FROM coaching.get_weekly_summary(id('carl'), '2015-03-23');
-- Left out, it is the client's week: current_date would be the session's, which on Sundays and Mondays lies in another.
SELECT pg_get_function_arguments('coaching.get_weekly_summary'::regproc);

-- Clocks go forward on 2015-03-08 and back on 2015-11-01: a day is as long as it is there.
CALL be_trusted();
CALL plan('nell', 'autumn', '2015-10-26', 4, '2015-11-10', '{Sunday,Monday}');
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = id('nell');
CALL trained('nell', '2015-11-02 04:59:59.999999+00');
SELECT week('nell', '2015-10-26') AS of_25_hours, week('nell', '2015-11-02') AS next_week;
-- where clocks went back a minute after midnight, the last hour of Saturday came twice, with Sunday's first minute between
UPDATE coaching.users SET time_zone = 'America/St_Johns' WHERE id = id('nell');
CALL plan('nell', 'long ago', '2006-10-23', 1, '2006-10-30', '{Saturday,Sunday}');
CALL trained('nell', '2006-10-29 02:30:30+00', '2006-10-29 03:15+00');
SELECT completed_at AT TIME ZONE 'America/St_Johns' AS local, week('nell', '2006-10-28') FROM coaching.workout_progress WHERE client_id = id('nell') AND completed_at < '2010-01-01' ORDER BY completed_at;
DELETE FROM coaching.workout_plans WHERE client_id = id('nell');
DELETE FROM coaching.workout_progress WHERE client_id = id('nell');

-- A plan ends before the day it was ended on, or with its last week, whichever comes first; two plans for one day make one session.
CALL plan('nell', 'cut short', '2015-01-05', 4, '2015-01-14', '{Monday,Wednesday,Friday}');
CALL plan('nell', 'ended late', '2015-01-05', 2, '2015-06-01', '{Monday,Tuesday}');
CALL plan('nell', 'without end', '2015-02-02', NULL, '2015-02-18', '{Sunday}');
SELECT week, week('nell', week::date) FROM generate_series(date '2014-12-29', '2015-02-23', '7 days') week;

-- Compliance: by weeks, which the range cuts; NULL where nothing was due; two decimals.
CALL trained('nell', '2015-01-05 12:00+00', '2015-01-06 12:00+00', '2015-01-07 12:00+00', '2015-01-08 12:00+00', '2015-01-09 12:00+00', '2015-01-10 12:00+00', '2015-01-12 12:00+00');
SELECT from_date, to_date, coaching.client_compliance(id('nell'), from_date, to_date)
FROM (VALUES (date '2015-01-05', date '2015-01-11'), ('2015-01-05', '2015-01-18'), ('2015-01-06', '2015-01-13'), ('2015-01-11', '2015-01-11'),
    ('2015-01-05', '2015-02-28'), ('2014-01-01', '2014-12-31'), ('1900-01-01', '9999-12-31')) v (from_date, to_date);

-- Today is due once something was done; the running week only adds to the streak, and weeks without anything due do not end it.
CREATE FUNCTION today(zone text) RETURNS date LANGUAGE sql AS $$ SELECT (now() AT TIME ZONE zone)::date $$;
UPDATE coaching.users SET time_zone = 'Pacific/Kiritimati' WHERE id = id('cora');
SELECT today('Pacific/Kiritimati') AS today \gset
DELETE FROM coaching.workout_plans WHERE client_id = id('cora');
CALL plan('cora', 'every week', :'today'::date - 14, NULL, NULL, ARRAY[to_char(:'today'::date, 'FMDay')]);
CALL plan('cora', 'before the holiday', :'today'::date - 42, 2, :'today'::date - 28, ARRAY[to_char(:'today'::date, 'FMDay')]);
CREATE FUNCTION of_cora() RETURNS TABLE (streak int, running text, today numeric, four_weeks numeric) LANGUAGE sql AS $$
    SELECT coaching.current_streak(id('cora')), (SELECT summary FROM coaching.get_weekly_summary(id('cora'), NULL)),
        coaching.client_compliance(id('cora'), today('Pacific/Kiritimati'), today('Pacific/Kiritimati')), coaching.client_compliance(id('cora'), today('Pacific/Kiritimati') - 27, today('Pacific/Kiritimati') + 7) $$;
SELECT * FROM of_cora();
CALL trained('cora', (:'today'::date - 7 + time '12:00') AT TIME ZONE 'Pacific/Kiritimati', (:'today'::date - 14 + time '00:00') AT TIME ZONE 'Pacific/Kiritimati');
SELECT * FROM of_cora();
CALL trained('cora', (:'today'::date - 35 + time '23:59') AT TIME ZONE 'Pacific/Kiritimati');
SELECT * FROM of_cora();
CALL trained('cora', (:'today'::date + time '00:00') AT TIME ZONE 'Pacific/Kiritimati');
SELECT * FROM of_cora();
CALL trained('cora', (:'today'::date - 42 + time '12:00') AT TIME ZONE 'Pacific/Kiritimati');
SELECT * FROM of_cora();
DELETE FROM coaching.workout_progress WHERE client_id = id('cora') AND completed_at < now() - interval '5 days' AND completed_at > now() - interval '10 days';
SELECT * FROM of_cora();

-- Records. Warm-ups hold none; one repetition is the weight, twelve are estimated, thirteen are not; what was not done is none.
CREATE PROCEDURE sets(client text, rows text) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO coaching.workout_progress (id, client_id, exercise_name, completed_at, sets_completed, reps_completed, weight_used, set_type)
    SELECT id(r[1]), id(client), r[2], r[3]::timestamptz, r[4]::int, r[5]::int, r[6]::numeric, coalesce(r[7], 'normal')
    FROM regexp_split_to_table(rows, ';\s*') line, LATERAL (SELECT string_to_array(line, ',', '')) a (r);
    INSERT INTO names SELECT id(r), r FROM regexp_split_to_table(rows, ';\s*') line, LATERAL (SELECT split_part(line, ',', 1)) n (r) ON CONFLICT DO NOTHING;
END $$;
CREATE FUNCTION records(client text) RETURNS TABLE (exercise text, record text, value numeric, unit text, weight numeric, reps int, at text, set text, log text) LANGUAGE sql AS $$
    SELECT exercise_name, record, value, unit, weight, repetitions, to_char(achieved_at, 'MM-DD HH24:MI'), who(progress_id), who(log_id) FROM coaching.personal_records(id(client)) $$;
DELETE FROM coaching.workout_progress WHERE client_id = id('nell');
UPDATE coaching.users SET time_zone = 'Europe/Berlin' WHERE id = id('nell');
CALL sets('nell', 'warm-up,Bench Press,2015-02-01 12:00+00,1,10,300,warmup; five,Bench Press,2015-02-01 12:10+00,1,5,100; twelve,Bench Press,2015-02-01 12:20+00,1,12,85;
thirteen,Bench Press,2015-02-01 12:30+00,1,13,95; single,Bench Press,2015-02-08 12:00+00,1,1,110; failed,Bench Press,2015-02-08 12:10+00,1,0,150; skipped,Bench Press,2015-02-08 12:20+00,0,10,150');
SELECT * FROM records('nell');
-- Several sets in a row, sets on the body's own weight, and carried weights.
DELETE FROM coaching.workout_progress WHERE client_id = id('nell');
CALL sets('nell', 'three sets,Squat,2015-02-01 12:00+00,3,10,60; no weight,Pull Up,2015-02-01 12:00+00,,8,; zero,Pull Up,2015-02-02 12:00+00,,9,0; carried,Farmers Walk,2015-02-01 12:00+00,2,,40; failure,Squat,2015-02-01 12:05+00,1,9,62.125,failure; drop,Squat,2015-02-01 12:06+00,1,20,40,drop');
SELECT * FROM records('nell');
-- What was logged late has its own time; what equals a record does not take it, whenever it was written down; an edited set loses what it had.
DELETE FROM coaching.workout_progress WHERE client_id = id('nell');
CALL sets('nell', 'first,Squat,2015-02-01 12:00+00,1,5,100; equal,Squat,2015-02-08 12:00+00,1,5,100');
SELECT * FROM records('nell');
CALL sets('nell', 'logged late,SQUAT,2015-01-25 12:00+00,1,5,100');
SELECT * FROM records('nell');
UPDATE coaching.workout_progress SET weight_used = 90 WHERE id = id('logged late');
SELECT * FROM records('nell') WHERE record <> 'most_repetitions';
-- an exercise is called as it was called last
CALL sets('nell', 'last,squat ,2015-02-09 12:00+00,1,1,20');
SELECT DISTINCT '"' || exercise || '"' AS called FROM records('nell');
-- A session is a workout, or a day of the client's where there is none: 23:30 and 00:30 in Berlin are two.
DELETE FROM coaching.workout_progress WHERE client_id = id('nell');
CALL sets('nell', 'late,Squat,2015-02-01 22:30+00,1,5,100; after midnight,Squat,2015-02-01 23:30+00,1,6,100');
SELECT * FROM records('nell') WHERE record = 'best_session_volume';
INSERT INTO coaching.workout_logs (id, client_id, started_at) VALUES (id('night'), id('nell'), '2015-02-01 22:00+00');
INSERT INTO names VALUES (id('night'), 'night');
UPDATE coaching.workout_progress SET log_id = id('night') WHERE client_id = id('nell');
SELECT * FROM records('nell') WHERE record = 'best_session_volume';
-- The greatest numbers there are add up.
DELETE FROM coaching.workout_progress WHERE client_id = id('nell');
INSERT INTO coaching.workout_progress (client_id, exercise_name, completed_at, sets_completed, reps_completed, weight_used)
    SELECT id('nell'), 'Mountains', '2015-02-01 12:00+00', 1000, 100000, 99999.999 FROM generate_series(1, 2000);
SELECT record, value FROM records('nell');
SELECT volume, best_weight, best_e1rm, sessions FROM coaching.progress_series(id('nell'), 'mountains', '2015-02-01', '2015-02-01');

-- Series: every bucket of the range, those without sessions empty; the first and last count what lies inside the dates.
DELETE FROM coaching.workout_progress WHERE client_id = id('nell');
CALL sets('nell', 'a,Squat,2015-02-02 12:00+00,1,5,100; b,Squat,2015-02-02 12:30+00,2,5,60; c, squat,2015-02-06 12:00+00,1,12,80; warm,Squat,2015-02-10 12:00+00,1,5,300,warmup; d,SQUAT,2015-02-15 23:30+00,1,1,111.125; e,Squat,2015-03-01 12:00+00,1,20,50; f,Bench,2015-02-10 12:00+00,1,5,300; g,Squat,2015-02-18 12:00+00,1,5,');
SELECT * FROM coaching.progress_series(id('nell'), ' Squat', '2015-02-02', '2015-03-01');
SELECT * FROM coaching.progress_series(id('nell'), 'squat', '2015-02-05', '2015-02-16', 'day');
SELECT * FROM coaching.progress_series(client_id => id('nell'), exercise_name => 'squat', from_date => '2015-02-06', to_date => '2015-03-31', bucket => 'month');
SELECT * FROM coaching.progress_series(id('nell'), 'squat', '2015-02-03', '2015-02-06');
SELECT count(*), count(volume), count(best_weight), count(best_e1rm), sum(sessions) FROM coaching.progress_series(id('nell'), 'unknown', '2015-01-01', '2015-12-31');

-- What is refused.
SELECT from_date, to_date, bucket, attempt(format('SELECT * FROM coaching.progress_series(id(''nell''), ''squat'', %L, %L, %L)', from_date, to_date, bucket))
FROM (VALUES ('2015-02-02', '2015-02-01', 'day'), ('-infinity', '2015-02-01', 'day'), ('2015-02-01', 'infinity', 'month'), ('1899-12-31', '1900-01-01', 'day'), ('9999-12-31', '10000-01-01', 'day'),
    ('2000-01-01', '2027-05-19', 'day'), ('2000-01-01', '2027-05-18', 'day'), ('1900-01-01', '9999-12-31', 'week'), ('1900-01-01', '9999-12-31', 'month'), ('1900-01-01', '2733-04-30', 'month'), ('9999-12-31', '9999-12-31', 'week'), ('1900-01-01', '1900-01-01', 'week'),
    ('2015-02-01', '2015-02-01', 'year'), ('2015-02-01', '2015-02-01', ''), (NULL, '2015-02-01', 'day'), ('2015-02-01', '2015-02-01', NULL)) v (from_date, to_date, bucket);
SELECT from_date, to_date, attempt(format('SELECT coaching.client_compliance(id(''nell''), %L, %L)', from_date, to_date))
FROM (VALUES ('2015-02-02', '2015-02-01'), ('-infinity', 'infinity'), ('2015-02-02', NULL)) v (from_date, to_date);
SELECT attempt($$SELECT * FROM coaching.get_weekly_summary(id('nell'), 'infinity')$$);
SELECT attempt($$SELECT * FROM coaching.get_weekly_summary(NULL)$$);

-- One-repetition maxima.
SELECT formula, coaching.estimate_one_rep_max(100, 1, formula) AS one, coaching.estimate_one_rep_max(100, 2, formula) AS two, coaching.estimate_one_rep_max(100, 10, formula) AS ten, coaching.estimate_one_rep_max(100, 12, formula) AS twelve, coaching.estimate_one_rep_max(100, 13, formula) AS thirteen
FROM unnest('{epley,brzycki,lombardi,oconner,mayhew,wathan}'::text[]) formula;
SELECT coaching.estimate_one_rep_max(100, 5) AS by_epley, coaching.estimate_one_rep_max(45.359237, 1) AS pounds, coaching.estimate_one_rep_max(45.359237, 5) AS five, coaching.estimate_one_rep_max(0, 5) AS nothing, coaching.estimate_one_rep_max(100, 0) AS failed, coaching.estimate_one_rep_max(NULL, 5) AS missing;
SELECT weight, reps, formula, attempt(format('SELECT coaching.estimate_one_rep_max(%L, %L, %L)', weight, reps, formula))
FROM (VALUES ('-0.001', 5, 'epley'), ('NaN', 5, 'epley'), ('Infinity', 5, 'epley'), ('10000000', 5, 'epley'), ('1e1000', 1, 'epley'), ('100', -1, 'epley'), ('100', 5, 'Epley'), ('100', 5, ''), ('100', 5, 'landers')) v (weight, reps, formula);

-- Who is told: the client, a trainer the client lets see progress, admins. Nobody else, and a stranger learns not even that there is such a client.
CREATE FUNCTION told(client text) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', (SELECT count(*) FROM coaching.get_workout_completion_stats(id(client), id('spring'))), (SELECT count(*) FROM coaching.get_weekly_summary(id(client))),
        coalesce(coaching.client_compliance(id(client), '2015-03-02', '2015-03-29')::text, 'NULL'), coalesce(coaching.current_streak(id(client))::text, 'NULL'),
        (SELECT count(*) FROM coaching.progress_series(id(client), 'squat', '2015-03-02', '2015-03-29')), (SELECT count(*) > 0 FROM coaching.personal_records(id(client)))) $$;
CALL trained('carl', '2015-03-28 12:00+00');
UPDATE coaching.workout_progress SET reps_completed = 5 WHERE client_id = id('carl');
CALL be('carl');     SELECT told('carl') AS client, told('cora') AS of_another;
CALL be('tina');     SELECT told('carl') AS trainer, told('nobody') AS of_nobody;
CALL be('tom');      SELECT told('carl') AS other_trainer;
CALL be('ada');      SELECT told('carl') AS admin, told('nobody') AS of_nobody;
CALL be_trusted();   SELECT told('carl') AS trusted;
CALL be_nobody();    SELECT attempt($$SELECT told('carl')$$) AS nobody;
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = false WHERE client_id = id('carl');
CALL be('tina');     SELECT told('carl') AS without_progress;
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = true, can_view_workouts = false WHERE client_id = id('carl');
CALL be('tina');     SELECT told('carl') AS without_workouts;
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('carl');
CALL be('tina');     SELECT told('carl') AS paused;
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'completed' WHERE client_id = id('carl');
CALL be('tina');     SELECT told('carl') AS ended;
CALL be('carl');     SELECT told('carl') AS client_still;
CALL be_trusted();

-- All of it once more, on made-up histories, beside plain SQL which goes day by day and set by set.
CALL clean_slate();
SELECT setseed(0.5) IS NOT NULL AS seeded;
CALL person('tina', 'client', 'trainer');
CREATE TABLE zones AS SELECT n, zone FROM unnest('{America/New_York,Australia/Lord_Howe,UTC,Pacific/Apia,America/Havana,Asia/Kathmandu}'::text[]) WITH ORDINALITY z (zone, n);
DO $$
DECLARE
    z record;
    days text[];
BEGIN
    FOR z IN SELECT *, 'client' || n AS name FROM zones LOOP
        CALL person(z.name);
        UPDATE coaching.users SET time_zone = z.zone WHERE users.id = id(z.name);
        PERFORM coaching.assign_trainer(id(z.name), id('tina'));
        FOR i IN 1..4 LOOP
            days := ARRAY(SELECT day FROM unnest('{Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday}'::text[]) day WHERE random() < 0.4);
            CALL plan(z.name, z.name || ' plan ' || i, date '2014-09-01' + (random() * 120)::int, CASE WHEN i = 4 OR random() < 0.7 THEN 1 + (random() * 6)::int END,
                CASE WHEN i < 4 THEN date '2014-09-15' + (random() * 150)::int END, days);
        END LOOP;
    END LOOP;
    INSERT INTO coaching.workout_logs (client_id, started_at, name)
        SELECT id('client' || n), timestamptz '2014-08-20 00:00+00' + (random() * 200 * 24 * 60)::int * interval '1 minute', 'made up' FROM zones, generate_series(1, 15);
    INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name, completed_at, sets_completed, reps_completed, weight_used, set_type)
        SELECT id('client' || n), NULL, (ARRAY['Squat', ' squat', 'BENCH', 'Bench', 'Row'])[1 + (random() * 4)::int], timestamptz '2014-08-20 00:00+00' + (random() * 200 * 48)::int * interval '30 minutes',
            nullif((random() * 4)::int, 4), nullif((random() * 15)::int, 15), nullif((random() * 6)::int, 6) * 2.125, CASE WHEN random() < 0.1 THEN 'warmup' ELSE 'normal' END
        FROM zones, generate_series(1, (CASE WHEN n > 3 THEN 150 ELSE 50 END)::int);
    INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name, completed_at, sets_completed, reps_completed, weight_used)
        SELECT client_id, l.id, (ARRAY['Squat', 'Bench'])[1 + n % 2], started_at + (random() * 20)::int * interval '30 minutes', 1 + (random() * 2)::int, 1 + (random() * 13)::int, (random() * 8)::int * 2.5
        FROM coaching.workout_logs l, generate_series(1, 6) n;
END $$;
SELECT count(DISTINCT client_id) AS clients, count(*) AS sets FROM coaching.workout_progress;

CREATE VIEW days AS
    SELECT u.id AS client_id, d::date AS day, date_trunc('week', d)::date AS week,
        EXISTS (SELECT FROM coaching.workout_plans p JOIN coaching.workout_exercises e ON e.plan_id = p.id
            WHERE p.client_id = u.id AND e.day_of_week = to_char(d, 'FMDay') AND p.start_date <= d
              AND d < coalesce(least(p.ended_on, p.start_date + 7 * p.duration_weeks), 'infinity')) AS due,
        d::date IN (SELECT (completed_at AT TIME ZONE time_zone)::date FROM coaching.workout_progress WHERE client_id = u.id
            UNION ALL SELECT (started_at AT TIME ZONE time_zone)::date FROM coaching.workout_logs WHERE client_id = u.id) AS trained
    FROM coaching.users u, generate_series(timestamp '2014-08-18', '2015-03-29', '1 day') d WHERE u.id <> id('tina');
CREATE TABLE weeks AS SELECT client_id, week, count(*) FILTER (WHERE due) AS due, least(count(*) FILTER (WHERE due), count(*) FILTER (WHERE trained)) AS done FROM days GROUP BY 1, 2;
SELECT count(*) > 150 AS many, count(*) FILTER (WHERE w.due > w.done AND w.done > 0) > 10 AS mixed, count(*) FILTER (WHERE (s.due, s.done) IS DISTINCT FROM (w.due, w.done)) AS wrong_weeks
FROM weeks w LEFT JOIN LATERAL coaching.get_weekly_summary(w.client_id, w.week) s ON true;
SELECT sum(expected) > 5 AS many, count(*) FILTER (WHERE coaching.current_streak(client_id) IS DISTINCT FROM expected) AS wrong_streaks
FROM (SELECT client_id, count(*) FILTER (WHERE missed = 0) AS expected FROM (
    SELECT client_id, sum((done < due)::int) OVER (PARTITION BY client_id ORDER BY week DESC) AS missed FROM weeks WHERE due > 0) w GROUP BY 1) s;
CREATE TABLE ranges AS SELECT id('client' || z.n) AS client_id, first, first + (random() * 90)::int AS last FROM zones z, LATERAL (SELECT date '2014-08-20' + (random() * 130)::int + k * 0 AS first FROM generate_series(1, 100) k) f;
SELECT count(expected) > 150 AS many, count(*) FILTER (WHERE coaching.client_compliance(client_id, first, last) IS DISTINCT FROM expected) AS wrong_percentages
FROM ranges r, LATERAL (SELECT round(100 * sum(least(due, done)) / nullif(sum(due), 0), 2) AS expected FROM (SELECT count(*) FILTER (WHERE due) AS due, count(*) FILTER (WHERE trained) AS done
    FROM days d WHERE d.client_id = r.client_id AND day BETWEEN first AND last GROUP BY week) w) e;

CREATE VIEW working_sets AS
    SELECT p.*, coalesce(sets_completed, 1) AS s, reps_completed AS r, weight_used AS w, (completed_at AT TIME ZONE u.time_zone)::date AS day
    FROM coaching.workout_progress p JOIN coaching.users u ON u.id = p.client_id
    WHERE set_type <> 'warmup' AND coalesce(sets_completed, 1) > 0 AND coalesce(reps_completed, 1) > 0;
CREATE TABLE expected_records AS
    (SELECT DISTINCT ON (client_id, exercise_key) client_id, exercise_key, 'heaviest_weight' AS record, w AS value, w AS weight, r AS repetitions, completed_at AS achieved_at, id AS progress_id, log_id
     FROM working_sets WHERE w > 0 ORDER BY client_id, exercise_key, w DESC, completed_at, id)
    UNION ALL
    (SELECT DISTINCT ON (client_id, exercise_key, coalesce(w, 0)) client_id, exercise_key, 'most_repetitions', r, coalesce(w, 0), r, completed_at, id, log_id
     FROM working_sets WHERE r IS NOT NULL ORDER BY client_id, exercise_key, coalesce(w, 0), r DESC, completed_at, id)
    UNION ALL
    (SELECT DISTINCT ON (client_id, exercise_key) client_id, exercise_key, 'best_e1rm', e, w, r, completed_at, id, log_id
     FROM working_sets, LATERAL (SELECT CASE WHEN r = 1 THEN w ELSE round(w * (30 + r) / 30, 3) END AS e) e WHERE w > 0 AND r <= 12 ORDER BY client_id, exercise_key, e DESC, completed_at, id)
    UNION ALL
    (SELECT DISTINCT ON (client_id, exercise_key) client_id, exercise_key, 'best_set_volume', w * r, w, r, completed_at, id, log_id
     FROM working_sets WHERE w * r > 0 ORDER BY client_id, exercise_key, w * r DESC, completed_at, id)
    UNION ALL
    (SELECT DISTINCT ON (client_id, exercise_key) client_id, exercise_key, 'best_session_volume', sum(w * r * s), NULL, NULL, max(completed_at), NULL, log_id
     FROM working_sets WHERE w * r > 0 GROUP BY client_id, exercise_key, log_id, CASE WHEN log_id IS NULL THEN day END ORDER BY client_id, exercise_key, sum(w * r * s) DESC, max(completed_at), log_id);
CREATE TABLE told_records AS
    SELECT u.id AS client_id, lower(btrim(exercise_name)) AS exercise_key, record, value, weight, repetitions, achieved_at, progress_id, log_id
    FROM coaching.users u, coaching.personal_records(u.id);
SELECT count(*) > 150 AS many, (SELECT count(*) FROM (SELECT * FROM told_records EXCEPT ALL SELECT * FROM expected_records) x) AS wrong, (SELECT count(*) FROM (SELECT * FROM expected_records EXCEPT ALL SELECT * FROM told_records) x) AS missing
FROM told_records;

CREATE TABLE asked AS SELECT u.id AS client_id, e AS exercise, b AS bucket, date '2014-09-10' + (random() * 40)::int AS first, date '2015-01-10' + (random() * 40)::int AS last
    FROM coaching.users u, unnest('{squat,Bench,row}'::text[]) e, unnest('{day,week,month}'::text[]) b WHERE u.id <> id('tina');
CREATE TABLE told_series AS SELECT a.*, s.* FROM asked a, coaching.progress_series(client_id, exercise, first, last, bucket) s;
CREATE TABLE expected_series AS
    SELECT a.*, starts::date AS bucket_start, sums.* FROM asked a, generate_series(date_trunc(bucket, first::timestamp), last::timestamp, ('1 ' || bucket)::interval) starts,
        LATERAL (SELECT CASE WHEN count(*) > 0 THEN coalesce(sum(s * r * w), 0) END AS volume, max(w) FILTER (WHERE w > 0) AS best_weight,
            max(CASE WHEN r = 1 THEN w ELSE round(w * (30 + r) / 30, 3) END) FILTER (WHERE w > 0 AND r <= 12) AS best_e1rm, count(DISTINCT coalesce(log_id::text, day::text))::int AS sessions
            FROM working_sets p WHERE p.client_id = a.client_id AND exercise_key = lower(exercise) AND day BETWEEN first AND last AND date_trunc(bucket, day::timestamp) = starts) sums;
SELECT count(*) > 2000 AS many, count(volume) > 500 AS full, (SELECT count(*) FROM (SELECT * FROM told_series EXCEPT ALL SELECT * FROM expected_series) x) AS wrong, (SELECT count(*) FROM (SELECT * FROM expected_series EXCEPT ALL SELECT * FROM told_series) x) AS missing
FROM told_series;
SELECT count(*) AS out_of_order FROM (SELECT bucket_start < lag(bucket_start) OVER () AS wrong FROM coaching.progress_series(id('client1'), 'squat', '2014-09-10', '2015-01-10', 'day')) s WHERE wrong;

-- Nothing of this stays.
DROP VIEW days, working_sets;
DROP TABLE zones, weeks, ranges, expected_records, told_records, asked, told_series, expected_series;
DROP PROCEDURE plan, trained, sets;
DROP FUNCTION week, today, of_cora, records, told;
