-- training_import: histories kept in other apps.
SET client_min_messages = warning;
SET timezone = 'UTC';
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
UPDATE coaching.users SET time_zone = 'Europe/Berlin' WHERE id = id('carl');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;

-- A small file for the next import, by name.
CREATE TABLE files (name text PRIMARY KEY, csv text NOT NULL);
GRANT SELECT ON files TO PUBLIC;
CREATE FUNCTION file(name text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT csv FROM files WHERE files.name = file.name $$;
CREATE FUNCTION import(client text, format text, name text, unit text DEFAULT 'kg') RETURNS text LANGUAGE sql AS $$
    SELECT format('%s sessions, %s sets, %s duplicates', sessions, sets, duplicates)
        || coalesce(E'\n  ' || (SELECT string_agg(concat_ws(' ', s ->> 'line', s ->> 'code', s ->> 'message'), E'\n  ' ORDER BY n)
                                FROM jsonb_array_elements(skipped) WITH ORDINALITY AS x (s, n)), '')
    FROM coaching.import_training_history(id(client), format, file(name), unit) $$;
CREATE FUNCTION workouts(client text) RETURNS TABLE (source text, external_id text, name text, started_at timestamptz, minutes int, notes text, logged_by text)
    LANGUAGE sql AS $$
    SELECT source, external_id, name, started_at, (extract(epoch FROM ended_at - started_at) / 60)::int, notes, who(logged_by)
    FROM coaching.workout_logs WHERE client_id = id(client) ORDER BY started_at, source, name COLLATE "C" $$;
CREATE FUNCTION sets(client text) RETURNS TABLE (workout text, external_id text, exercise_name text, set_type text, n int, reps int, kg numeric, minutes numeric, km numeric, rpe numeric, notes text)
    LANGUAGE sql AS $$
    SELECT l.name, p.external_id, p.exercise_name, p.set_type, p.sets_completed, p.reps_completed, p.weight_used, p.duration_minutes, p.distance_km, p.rpe, p.notes
    FROM coaching.workout_progress p JOIN coaching.workout_logs l ON l.id = p.log_id
    WHERE p.client_id = id(client) AND p.completed_at = l.started_at AND p.logged_by IS NOT DISTINCT FROM l.logged_by ORDER BY p.id $$;

INSERT INTO files VALUES ('hevy', $$"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Push","15 Sep 2025, 07:48","15 Sep 2025, 09:13","in a
hurry","Bench Press (Barbell)",,"said ""deep"",
and slow",0,"warmup",37.5,10,,0,6
"Push","15 Sep 2025, 07:48","15 Sep 2025, 09:13","","Bench Press (Barbell)",,"",1,"normal",80,8,,0,8.5
"Push","15 Sep 2025, 07:48","15 Sep 2025, 09:13","","Bench Press (Barbell)",,"",2,"dropset",60,12,,0,
"Push","15 Sep 2025, 07:48","15 Sep 2025, 09:13","","Bench Press (Barbell)",,"",3,"failure",60,9,,0,10
"Push","15 Sep 2025, 07:48","15 Sep 2025, 09:13","","Running",,"",0,"normal",,,5.25,1830,
"Push","15 Sep 2025, 07:48","15 Sep 2025, 09:13","","Bench Press (Barbell)",,"",0,"normal",80,8,,0,
"","2025-09-16T18:00:00","","","Plank",,"",0,"normal",,0,,90,
$$);

-- A client brings their history: sessions become workouts, each line a set; times are by the client's clock.
CALL be('carl');
SELECT import('carl', 'hevy', 'hevy');
SELECT * FROM workouts('carl');
SELECT * FROM sets('carl');
-- The same file again adds nothing, also for somebody else, and in another zone.
SELECT import('carl', 'hevy', 'hevy');
UPDATE coaching.users SET time_zone = 'America/New_York' WHERE id = id('carl');
CALL be('tina');
SELECT import('carl', 'hevy', 'hevy');
CALL be('carl');
UPDATE coaching.users SET time_zone = 'Europe/Berlin' WHERE id = id('carl');
-- A later export adds what is new: a set of a known session, a session; what was changed here stays.
UPDATE coaching.workout_progress SET weight_used = 82.5 WHERE client_id = id('carl') AND external_id = '1/Bench Press (Barbell)';
CALL be_trusted();
INSERT INTO files SELECT 'later', csv || $$"Push","15 Sep 2025, 07:48","15 Sep 2025, 09:13","","Dips",,"",0,"normal",,12,,,
"Pull","17 Sep 2025, 07:00","17 Sep 2025, 08:00","","Chin Up",,"",0,"normal",,10,,,
$$ FROM files WHERE name = 'hevy';
CALL be('carl');
SELECT import('carl', 'hevy', 'later');
SELECT external_id, weight_used FROM coaching.workout_progress WHERE client_id = id('carl') AND weight_used = 82.5;
-- What was deleted comes back.
DELETE FROM coaching.workout_logs WHERE client_id = id('carl') AND name = 'Push';
SELECT import('carl', 'hevy', 'later');

-- Strong: letters for types of sets, zeros for what nobody measured, durations in words.
CALL be_trusted();
INSERT INTO files VALUES
('strong', $$Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE
2025-09-15 07:48:10,"B",1h 5m,"Row",W,20.0,12.0,0,0.0,
2025-09-15 07:48:10,"B",1h 5m,"Row",W,25.0,12.0,0,0.0,
2025-09-15 07:48:10,"B",1h 5m,"Row",1,37.5,10.0,0,0.0,8
2025-09-15 07:48:10,"B",1h 5m,"Row",D,20,20,0,0,
2025-09-15 07:48:10,"B",1h 5m,"Row",F,20,15,0,0,
2025-09-15 07:48:10,"B",1h 5m,"Row",Rest Timer,0,0,0,120,
2025-09-15 07:48:10,"B",1h 5m,"Plank",1,0.0,0,0,60,
$$),
-- Semicolons, decimal commas, a byte-order mark, CRLF, columns in another order, units in the line.
('strong newer', E'\uFEFF' || replace($$Exercise Name;Set Order;Date;Workout Name;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration;Mood
Squat;1;2025-09-17 19:00:00;"Legs; heavy";102,5;kg;5;8,5;;;0;"felt ""strong""";good day;45m;fine
Squat;2;2025-09-17 19:00:00;"Legs; heavy";225;lbs;5;;;;0;;;45m;
Run;1;2025-09-17 19:00:00;"Legs; heavy";;;;;1;miles;600;;;45m;
$$, E'\n', E'\r\n')),
('strong header', $$Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE$$);
CALL be('cora');
SELECT import('cora', 'strong', 'strong', 'lb');
SELECT import('cora', 'strong', 'strong newer', 'lb');
SELECT import('cora', 'strong', 'strong newer', 'kg');
SELECT import('cora', 'strong', 'strong header');
SELECT * FROM workouts('cora');
SELECT * FROM sets('cora');

-- A line that is no set is reported with its number and its reason, and costs no other.
CALL be_trusted();
INSERT INTO files VALUES ('bad', $$title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe,exercise_notes
A,2025-10-01 10:00,2025-10-01 11:00,Squat,0,normal,100,5,,,,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,1,normal,heavy,5,,,,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,2,normal,-1,5,,,,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,3,normal,100000.001,5,,,,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,4,normal,100,2.5,,,,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,5,normal,100,5,,,11,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,6,odd,100,5,,,,
A,2025-10-01 10:00,2025-10-01 11:00,,7,normal,100,5,,,,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,8,normal,,,,,,
A,2025-10-01 10:00,2025-10-01 11:00,Squat,9,normal,100
A,2025-10-01 10:00,2025-10-01 11:00,Squat,10,normal,100,5,,,,"open
A,2025-10-01 10:00,2025-10-01 11:00,Squat,11,normal,100,5,,,,"said "x" aloud"
A,2025-10-01 10:00,2025-10-01 11:00,Squat,12,normal,100,5,,,,5" belt
B,31 Sep 2025,,Squat,0,normal,100,5,,,,
C,infinity,,Squat,0,normal,100,5,,,,
D,10000-01-01 00:00,,Squat,0,normal,100,5,,,,
E,2025-10-02 10:00,2025-10-02 09:00,Squat,0,normal,100,5,,,,

A,2025-10-01 10:00,2025-10-01 11:00,Squat,13,normal,99999.999,5,,,,last
$$);
CALL be('cora');
SELECT import('cora', 'hevy', 'bad');
-- once mended, only it is new
CALL be_trusted();
UPDATE files SET csv = replace(csv, 'heavy', '101') WHERE name = 'bad';
CALL be('cora');
SELECT split_part(import('cora', 'hevy', 'bad'), E'\n', 1);
SELECT external_id, weight_used, notes FROM sets('cora') AS s (w, external_id, e, t, n, reps, weight_used, m, k, rpe, notes) WHERE w = 'A';

-- By the client's clock: 02:30 never was that spring night; that autumn night it was 02:10 twice, and
-- a session from 02:50 to 02:10 lasted 20 minutes. An offset says more than the clock.
CALL be_trusted();
INSERT INTO files VALUES ('nights', $$title,start_time,end_time,exercise_title,set_index,reps
spring,"30 Mar 2025, 02:30","30 Mar 2025, 03:30",Squat,0,5
autumn,"26 Oct 2025, 02:50","26 Oct 2025, 02:10",Squat,0,5
offset,2025-10-26T02:50:00+02:00,2025-10-26T02:10:00Z,Squat,0,5
$$);
CALL be('carl');
SELECT import('carl', 'hevy', 'nights');
SELECT name, started_at, minutes FROM workouts('carl') WHERE name IN ('spring', 'autumn', 'offset');

-- Who may log both workouts and progress for the client may import; nothing is told to others.
CALL be('tina');
SELECT import('carl', 'hevy', 'nights');
SELECT attempt($$SELECT import('cora', 'hevy', 'nights')$$);
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = false WHERE client_id = id('carl');
CALL be('tina');
SELECT attempt($$SELECT import('carl', 'hevy', 'nights')$$);
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = true, can_view_workouts = false WHERE client_id = id('carl');
CALL be('tina');
SELECT attempt($$SELECT import('carl', 'hevy', 'nights')$$);
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_workouts = true WHERE client_id = id('carl');
SELECT attempt($$SELECT import('cora', 'hevy', 'nights')$$);
CALL be('tom');
SELECT attempt($$SELECT import('carl', 'hevy', 'nights')$$);
SELECT attempt($$SELECT import('nobody', 'hevy', 'nights')$$);
CALL be_nobody();
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'hevy', 'x')$$);
CALL be('ada');
SELECT import('carl', 'hevy', 'nights');
SELECT attempt($$SELECT import('nobody', 'hevy', 'nights')$$);
-- What a trainer imported is theirs to change, and no more than that.
CALL be('tina');
DELETE FROM coaching.workout_logs WHERE client_id = id('carl') AND logged_by = id('carl');
CALL be('carl');
DELETE FROM coaching.workout_logs WHERE name = 'spring';
CALL be('tina');
SELECT import('carl', 'hevy', 'nights');
UPDATE coaching.workout_progress SET rating = 5 WHERE client_id = id('carl') AND logged_by = id('tina');
SELECT name, logged_by FROM workouts('carl') WHERE logged_by <> 'carl';
CALL be_trusted();
SELECT import('carl', 'strong', 'strong');
SELECT name, source, logged_by FROM workouts('carl') WHERE source = 'strong';

-- Refused as a whole: another format's header, no header, words nobody knows, too much.
CALL be('carl');
SELECT attempt($$SELECT import('carl', 'strong', 'hevy')$$);
SELECT attempt($$SELECT import('carl', 'hevy', 'strong')$$);
SELECT attempt(format('SELECT coaching.import_training_history(id(''carl''), ''strong'', %L)', csv)) FROM (VALUES
    (1, ''), (2, E'\n\n'), (3, E'\uFEFF'), (4, 'Date'), (5, 'Date,date,Workout Name,Exercise Name,Set Order'), (6, '"Date'), (7, repeat(',', 300))) AS v (n, csv) ORDER BY n;
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'fitnotes', 'x')$$);
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'Hevy', 'x')$$);
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'hevy', file('hevy'), 'stone')$$);
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'hevy', repeat('x', 33554433))$$);
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'strong', file('strong header') || repeat(E'\nx', 100001))$$);
SELECT attempt($$SELECT coaching.import_training_history(NULL, 'hevy', 'x')$$);
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), NULL, 'x')$$);
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'hevy', NULL)$$);
SELECT attempt($$SELECT coaching.import_training_history(id('carl'), 'hevy', 'x', NULL)$$);

-- The table itself keeps one row of a set, whoever writes it.
SELECT attempt($$INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name, external_id)
    SELECT client_id, log_id, 'again', external_id FROM coaching.workout_progress WHERE client_id = id('carl') AND external_id = '0/Chin Up'$$);

-- A long import stops when it is cancelled, and leaves nothing.
CALL be_trusted();
INSERT INTO files SELECT 'long', csv || (SELECT string_agg(format(E'\n2025-09-15 07:48:10,W%s,,Row,%s,10,10,0,0,', n / 50, n), '')
                                         FROM generate_series(1, 200000) n) FROM files WHERE name = 'strong header';
CALL be('carl');
SELECT count(*) AS before FROM coaching.workout_logs \gset
\set VERBOSITY terse
SET statement_timeout = 100;
SELECT sets FROM coaching.import_training_history(id('carl'), 'strong', file('long'));
RESET statement_timeout;
SELECT count(*) - :before AS left_behind FROM coaching.workout_logs;

CALL be_trusted();
DROP TABLE files;
DROP FUNCTION file, import, workouts, sets;
