-- Four trainers who work around the clock, each with another clock and other buffers; 24 clients with two
-- of them each; packages for some, of which some run out and some end within the days that are booked.
-- Ids are hashes, so that trainers and clients come in every order: locks are taken in the order of ids.
SET client_min_messages = warning;
CREATE EXTENSION coaching CASCADE;

CREATE FUNCTION person(kind text, n int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5(kind || n)::uuid;

INSERT INTO coaching.users (id, email, full_name, time_zone)
    SELECT person('admin', n), 'admin' || n || '@example.org', 'Admin ' || n, 'UTC' FROM generate_series(1, 2) n
    UNION ALL
    SELECT person('trainer', n), 'trainer' || n || '@example.org', 'Trainer ' || n,
        (ARRAY['UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])[n] FROM generate_series(1, 4) n
    UNION ALL
    SELECT person('client', n), 'client' || n || '@example.org', 'Client ' || n, 'Europe/London' FROM generate_series(1, 24) n;
INSERT INTO coaching.users (id, email, full_name)
    SELECT person('candidate', n), 'candidate' || n || '@example.org', 'Candidate ' || n FROM generate_series(1, 3) n;
SELECT coaching.add_user_role(person('admin', n), 'admin') FROM generate_series(1, 2) n \g /dev/null
SELECT coaching.promote_to_coach(person('trainer', n)) FROM generate_series(1, 4) n \g /dev/null
UPDATE coaching.trainer_profiles p SET max_clients = 14, buffer_before_minutes = b.before, buffer_after_minutes = b.after
    FROM (VALUES (1, 0, 0), (2, 5, 10), (3, 0, 30), (4, 15, 0)) b (n, before, after)
    WHERE p.trainer_id = person('trainer', b.n);
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time)
    SELECT person('trainer', n), day, '00:00', '24:00' FROM generate_series(1, 4) n, generate_series(0, 6) day;

-- Client n is with trainers 1 + n mod 4 and the one after, so every trainer has twelve.
SELECT coaching.assign_trainer(person('client', n), person('trainer', 1 + (n + k) % 4))
    FROM generate_series(1, 24) n, generate_series(0, 1) k \g /dev/null

INSERT INTO coaching.session_packages (id, name, sessions, price)
    VALUES (person('package', 3), 'Three', 3, 150), (person('package', 40), 'Forty', 40, 1500);
-- Of each trainer's clients a third have three sessions, a third forty that end on the second day or while
-- the storm blows, and a third none.
INSERT INTO coaching.client_packages (client_id, trainer_id, package_id, expires_at)
    SELECT r.client_id, r.trainer_id, person('package', CASE n % 3 WHEN 0 THEN 3 ELSE 40 END),
        CASE WHEN n % 6 = 1 THEN now() + interval '30 hours' WHEN n % 6 = 4 THEN now() + interval '20 seconds' END
    FROM generate_series(1, 24) n JOIN coaching.trainer_clients r ON r.client_id = person('client', n)
    WHERE n % 3 < 2;

-- Whoever signs up from now on gets the trainer who fits best, as long as there is a place.
INSERT INTO coaching.settings VALUES ('auto_assign', 'best_match');
