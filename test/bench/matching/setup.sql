-- 100,000 trainers in 200 towns with what directories are full of: some words, languages and prices,
-- ten windows of hours a week, requests some of which were answered; a tenth cannot be had. A hundred
-- clients who look for somebody.

CREATE EXTENSION coaching CASCADE;

DROP ROLE IF EXISTS bench_matching;
CREATE ROLE bench_matching;
SELECT coaching.grant_access('bench_matching') \g /dev/null

-- The same numbers on every machine.
CREATE FUNCTION pg_temp.roll(what text, i int, sides int) RETURNS int LANGUAGE sql IMMUTABLE
    AS $$ SELECT (hashtextextended(what || i, 7) & 2147483647)::bigint % sides $$;
CREATE FUNCTION pg_temp.some(what text, i int, words text[], many int) RETURNS text[] LANGUAGE sql IMMUTABLE
    AS $$ SELECT array_agg(DISTINCT words[1 + pg_temp.roll(what || n, i, cardinality(words))]) FROM generate_series(1, many) n $$;
\set goals '''{Strength,Yoga,Running,Weight loss,Mobility,Boxing,Swimming,Rehabilitation,Nutrition,Cycling,Pilates,Climbing}''::text[]'
\set tongues '''{en,de,fr,es,it,pl,tr}''::text[]'

CREATE TEMPORARY TABLE trainers AS
    SELECT i, coaching.new_id() AS id, pg_temp.roll('town', i, 200) AS town,
        (ARRAY['Europe/Berlin', 'Europe/London', 'America/New_York', 'UTC', 'Europe/Madrid'])[1 + pg_temp.roll('zone', i, 5)] AS zone
    FROM generate_series(1, 100000) i;
CREATE TEMPORARY TABLE clients AS
    SELECT i, md5('client' || i)::uuid AS id, pg_temp.roll('home', i, 200) AS town FROM generate_series(1, 2000) i;

-- As a restore does it: rows as they are, no trigger judging each of them.
SET row_security = off;
INSERT INTO coaching.users (id, full_name, roles, time_zone)
    SELECT id, 'Trainer ' || i, '{trainer}'::text[], zone FROM trainers
    UNION ALL SELECT id, 'Client ' || i, '{client}', 'Europe/Berlin' FROM clients;
INSERT INTO coaching.trainer_profiles (trainer_id, display_name, headline, specializations, languages, years_experience, hourly_rate,
        currency, time_zone, session_modes, latitude, longitude, max_clients, active_clients, is_active, accepts_clients, rating_average, rating_count)
    SELECT id, 'Trainer ' || i, 'Trains since ' || 1990 + i % 30, pg_temp.some('goal', i, :goals, 4), pg_temp.some('tongue', i, :tongues, 2),
        nullif(pg_temp.roll('years', i, 21), 20), 30 + pg_temp.roll('rate', i, 280) / 4.0, CASE WHEN i % 10 = 0 THEN 'USD' ELSE 'EUR' END, zone,
        CASE i % 4 WHEN 0 THEN '{gym,online}' WHEN 1 THEN '{home_visit}' ELSE '{gym}' END::text[],
        40 + town % 15 + pg_temp.roll('north', i, 1000) / 10000.0, town / 15 + pg_temp.roll('east', i, 1000) / 10000.0,
        20, pg_temp.roll('active', i, 21), i % 50 <> 0, i % 33 <> 0,
        CASE WHEN i % 5 > 0 THEN 3 + pg_temp.roll('rating', i, 200) / 100.0 END, CASE WHEN i % 5 > 0 THEN 1 + pg_temp.roll('ratings', i, 60) ELSE 0 END
    FROM trainers;
INSERT INTO coaching.client_profiles (client_id, goals, budget_per_session, preferred_modes, languages, latitude, longitude, preferred_windows, sessions_per_week)
    SELECT id, pg_temp.some('need', i, :goals, 3), 40 + pg_temp.roll('budget', i, 40), CASE WHEN i % 3 = 0 THEN '{gym,online}' ELSE '{gym}' END::text[],
        pg_temp.some('speaks', i, :tongues, 2), 40 + town % 15 + 0.05, town / 15 + 0.05,
        '[{"day_of_week": 1, "start": "17:00", "end": "20:00"}, {"day_of_week": 3, "start": "17:00", "end": "20:00"}, {"day_of_week": 6, "start": "08:00", "end": "11:00"}]',
        nullif(i % 4, 0)
    FROM clients;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
    SELECT id, day, make_time(7 + pg_temp.roll('morning' || day, i, 4), 0, 0), '12:00' FROM trainers, generate_series(1, 5) day
    UNION ALL SELECT id, day, '14:00', make_time(16 + pg_temp.roll('evening' || day, i, 6), 30, 0) FROM trainers, generate_series(1, 5) day;
INSERT INTO coaching.connection_requests (from_user_id, to_user_id, created_at, status, match_percentage, responded_at)
    SELECT md5('client' || 1 + n * 7 + i % 1000)::uuid, id, now() - interval '1 month', CASE WHEN n % 2 = 0 THEN 'rejected' ELSE 'deferred' END, 50, CASE WHEN pg_temp.roll('answers' || n, i, 4) > 0 THEN now() END
    FROM trainers, generate_series(1, 5) n WHERE pg_temp.roll('asked' || n, i, 2) = 0;
RESET row_security;

VACUUM ANALYZE;
