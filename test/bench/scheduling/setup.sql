-- 10,000 trainers of five time zones with hours on weekdays, thirty sessions each around the week in
-- which is asked; one more trainer with 1,000 past sessions and one with 100,000, otherwise alike.
-- The same rows stand in the textbook's own tables (peers.sql).

CREATE EXTENSION coaching CASCADE;

DROP ROLE IF EXISTS bench_scheduling;
CREATE ROLE bench_scheduling;
SELECT coaching.grant_access('bench_scheduling') \g /dev/null

CREATE TEMPORARY TABLE trainers AS
    SELECT i, md5('trainer' || i)::uuid AS id,
        (ARRAY['Europe/Berlin', 'Europe/London', 'America/New_York', 'UTC', 'Australia/Sydney'])[i % 5 + 1] AS zone
    FROM generate_series(1, 10000) i
    UNION ALL
    SELECT 10001, md5('few past')::uuid, 'Europe/Berlin'
    UNION ALL
    SELECT 10002, md5('many past')::uuid, 'Europe/Berlin';

-- As a restore does it: rows as they are, no trigger judging each of them.
SET row_security = off;
INSERT INTO coaching.users (id, full_name, roles, time_zone)
    SELECT id, 'Trainer ' || i, '{trainer}'::text[], zone FROM trainers
    UNION ALL
    SELECT md5('client' || i)::uuid, 'Client ' || i, '{client}', 'Europe/Berlin' FROM generate_series(1, 10000) i;
INSERT INTO coaching.trainer_profiles (trainer_id, display_name, rating_average, rating_count, active_clients, max_clients, max_advance, is_listed, time_zone)
    SELECT id, 'Trainer ' || i, 1 + i % 400 / 100.0, 10, 1, 20, '10 years', i <= 10000, zone FROM trainers;
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary)
    SELECT md5('trainer' || i)::uuid, md5('client' || i)::uuid, 'active', true FROM generate_series(1, 10000) i;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
    SELECT id, day, hours.start_time::time, hours.end_time::time
    FROM trainers, generate_series(1, 5) day, (VALUES ('08:00', '12:00'), ('13:00', '18:00')) hours (start_time, end_time);
INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date)
    SELECT id, date '2030-01-07' + i % 300, date '2030-01-09' + i % 300 FROM trainers WHERE i % 3 = 0;
-- Thirty sessions in the weeks around Monday, 2030-06-03, at full hours of the trainer's clock.
INSERT INTO coaching.bookings (trainer_id, client_id, session_date)
    SELECT id, md5('client' || (i - 1) % 10000 + 1)::uuid,
        (date '2030-05-27' + n / 6 * 1 + (n / 6 / 5) * 2 + time '08:00' + (n % 6) * interval '1 hour'
            + CASE WHEN n % 6 >= 4 THEN interval '1 hour' ELSE interval '0' END) AT TIME ZONE zone
    FROM trainers, generate_series(0, 59, 2) n WHERE i <= 10000;
-- Past sessions, six a day backwards from 2030.
INSERT INTO coaching.bookings (trainer_id, client_id, session_date, status)
    SELECT md5(who)::uuid, md5('client' || (n + shift) % 10000 + 1)::uuid,
        timestamptz '2030-05-01 08:00+02' - n / 6 * interval '1 day' + n % 6 * interval '1 hour', 'completed'
    FROM (VALUES ('few past', 1000, 0), ('many past', 100000, 5000)) w (who, sessions, shift), generate_series(1, sessions) n;
RESET row_security;
VACUUM ANALYZE;
