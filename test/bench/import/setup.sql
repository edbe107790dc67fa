-- 400 clients and one made-up history in the form of Hevy: 335 sessions with 7,210 sets of 80 exercises,
-- as a diligent person has after a year; half of the weights, a quarter of the notes.

CREATE EXTENSION coaching CASCADE;
INSERT INTO coaching.users (id, full_name, time_zone)
    SELECT md5('client' || n)::uuid, 'Client ' || n, 'Europe/Berlin' FROM generate_series(1, 400) n;
CREATE TABLE files (name text PRIMARY KEY, csv text NOT NULL);
ALTER TABLE files ALTER csv SET STORAGE EXTERNAL;
INSERT INTO files SELECT 'hevy', E'"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
    || string_agg(format(E'"Push // Block %s","%s","%s","","Exercise %s (Barbell)",,"%s",%s,"%s",%s,%s,,0,%s\n',
        session % 7, to_char(start, 'FMDD Mon YYYY, HH24:MI'), to_char(start + interval '85 minutes', 'FMDD Mon YYYY, HH24:MI'),
        (session * 5 + place / 4) % 80, CASE WHEN place % 4 = 0 THEN 'slow, see last time' END, place % 4,
        (ARRAY['warmup', 'normal', 'normal', 'failure'])[place % 4 + 1], CASE WHEN place % 8 < 6 THEN 20 + n % 170 * 0.5 END, 5 + n % 9, 6 + n % 9 * 0.5), '' ORDER BY n)
    FROM (SELECT n, n * 335 / 7210 AS session, n % 22 AS place, timestamp '2024-01-01 07:30' + n * 335 / 7210 * interval '31 hours' AS start
          FROM generate_series(0, 7209) n) AS sets;
VACUUM ANALYZE;
