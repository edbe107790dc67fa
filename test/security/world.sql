-- The little world the access tests look at: one person of each kind, and in every table rows that
-- name whom they belong to. Run by the superuser in a database of its own.
--
-- Every key is made from a name of up to six letters, and read back as that name: the person T, the
-- relationship TC between the trainer T and the client C.

SET client_min_messages = warning;
CREATE EXTENSION coaching CASCADE;
CREATE SCHEMA world;

CREATE FUNCTION world.id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT ('00000000-0000-4000-8000-' || lpad(encode(convert_to(id.name, 'UTF8'), 'hex'), 12, '0'))::uuid;
END;

-- The name in a key; a key that was made meanwhile is called new.
CREATE FUNCTION world.name_in(key text) RETURNS text LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE
        WHEN name_in.key ~ '^00000000-0000-4000-8000-[0-9a-f]{12}$'
            THEN convert_from(decode(regexp_replace(right(name_in.key, 12), '^(00)+', ''), 'hex'), 'UTF8')
        WHEN name_in.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN 'new'
        ELSE name_in.key END;
END;

-- The kinds of people, in the order of the matrix' columns. Somebody without a name is not signed in.
CREATE TABLE world.people (place int PRIMARY KEY, kind text UNIQUE, database_role name, name text);
INSERT INTO world.people VALUES
    (1, 'anon', 'anon', NULL),
    (2, 'stranger', 'authenticated', 'Z'),
    (3, 'client', 'authenticated', 'C'),
    (4, 'other client', 'authenticated', 'O'),
    (5, 'own trainer', 'authenticated', 'T'),
    (6, 'other trainer', 'authenticated', 'U'),
    (7, 'paused trainer', 'authenticated', 'P'),
    (8, 'ended trainer', 'authenticated', 'E'),
    (9, 'blocked trainer', 'authenticated', 'B'),
    (10, 'deactivated trainer', 'authenticated', 'D'),
    (11, 'admin', 'authenticated', 'A'),
    (12, 'service role', 'service_role', NULL);

-- L is a trainer the directory does not list, N a newcomer without any relationship; the stranger Z
-- has a token, and is not registered.
INSERT INTO coaching.users (id, email, full_name, phone, roles)
    SELECT world.id(name), lower(name) || '@example.org', 'Person ' || name, '+49 ' || ascii(name), roles
    FROM (VALUES ('A', ARRAY['admin']), ('C', ARRAY['client']), ('O', ARRAY['client']), ('N', ARRAY['client']),
        ('T', ARRAY['trainer']), ('U', ARRAY['trainer']), ('P', ARRAY['trainer']), ('E', ARRAY['trainer']),
        ('B', ARRAY['trainer']), ('D', ARRAY['trainer']), ('L', ARRAY['trainer'])) AS p (name, roles);
UPDATE coaching.trainer_profiles SET is_listed = false WHERE trainer_id = world.id('L');
INSERT INTO coaching.trainer_business (trainer_id, license_number)
    SELECT trainer_id, 'L-' || display_name FROM coaching.trainer_profiles;
INSERT INTO coaching.client_profiles (client_id, goals) VALUES (world.id('C'), '{strength}'), (world.id('O'), '{endurance}');

INSERT INTO coaching.trainer_clients (id, trainer_id, client_id, status, coach_notes)
    SELECT world.id(pair), world.id(left(pair, 1)), world.id(right(pair, 1)), 'active', 'notes of ' || pair
    FROM unnest(ARRAY['TC', 'UO', 'PC', 'EC', 'BC', 'DC']) AS pair;
UPDATE coaching.trainer_clients SET status = 'paused' WHERE id = world.id('PC');
UPDATE coaching.trainer_clients SET status = 'completed' WHERE id = world.id('EC');
INSERT INTO coaching.user_blocks (id, blocker_id, blocked_id, reason) VALUES
    (world.id('CB'), world.id('C'), world.id('B'), 'reason of C'), (world.id('OL'), world.id('O'), world.id('L'), 'reason of O');
UPDATE coaching.users SET deactivated_at = now() WHERE id = world.id('D');

-- What came before relationships, or never led to one: rXY is X's request to the trainer Y, iXY the
-- invitation by the trainer X to Y (X: nobody here), gX what X told the house. States that take time to
-- come about are put there as a restore does it.
SET row_security = off;
INSERT INTO coaching.connection_requests (id, from_user_id, to_user_id, status, match_percentage, message)
    SELECT world.id('r' || pair), world.id(left(pair, 1)), world.id(right(pair, 1)), status, 70, 'asked by ' || pair
    FROM (VALUES ('CE', 'pending'), ('NL', 'deferred'), ('CU', 'rejected'), ('OT', 'rejected'), ('OU', 'accepted'),
        ('CB', 'cancelled'), ('OP', 'rejected'), ('OD', 'cancelled')) AS r (pair, status);
INSERT INTO coaching.client_invitations (id, trainer_id, target_email, target_user_id, invitation_code, message, status, expires_at)
    SELECT world.id('i' || pair), world.id(left(pair, 1)), email, world.id(account), upper(left(md5(pair), 26)), 'invited by ' || pair,
        status, now() + interval '1 day' * days
    FROM (VALUES ('EC', NULL, 'C', 'pending', 7), ('TX', 'someone@example.net', NULL, 'pending', -1),
        ('UC', NULL, 'C', 'declined', 7), ('TO', 'O@Example.org', NULL, 'revoked', 7), ('UO', 'o@example.org', 'O', 'accepted', 7),
        ('PO', NULL, 'O', 'expired', -1), ('BC', 'C@EXAMPLE.ORG', NULL, 'revoked', 7), ('DO', NULL, 'O', 'expired', -1)) AS i (pair, email, account, status, days);
UPDATE coaching.client_invitations SET invitation_code = '0123456789ABCDEFGHJKMNPQRS' WHERE id = world.id('iEC');
INSERT INTO coaching.coaching_interests (id, client_id, goals, message, status, handled_by)
    SELECT world.id('g' || name), world.id(name), '{strength}', 'wish of ' || name, status, world.id(admin)
    FROM (VALUES ('C', 'matched', 'A'), ('O', 'new', NULL), ('N', 'contacted', 'A')) AS g (name, status, admin);
INSERT INTO coaching.session_settings (client_id, share_context) VALUES (world.id('C'), true), (world.id('O'), false);
RESET row_security;

-- Packages: kH is the house's, kT the trainer T's, kG one the house sells no more; wT is T's price of kH. TC is the
-- lot C bought from T, with its entry, payment and commission of the same name; UC was sold by T and is held by U now.
INSERT INTO coaching.session_packages (id, trainer_id, name, sessions, price, is_active)
    SELECT world.id('k' || name), CASE WHEN name NOT IN ('H', 'G') THEN world.id(name) END, 'package ' || name, 5, 100, name NOT IN ('G', 'U', 'P', 'E', 'D')
    FROM unnest(ARRAY['H', 'G', 'T', 'U', 'B', 'P', 'E', 'D']) AS name;
INSERT INTO coaching.trainer_package_pricing (id, trainer_id, package_id, price)
    SELECT world.id('w' || name), world.id(name), world.id('kH'), 90 FROM unnest(ARRAY['T', 'U', 'P', 'E', 'B', 'D']) AS name;
SET row_security = off;
INSERT INTO coaching.client_packages (id, trainer_id, client_id, sold_by, package_id, name, sessions_total, sessions_remaining, price, currency)
    SELECT world.id(lot), world.id(left(lot, 1)), world.id(right(lot, 1)), world.id(seller), world.id('kH'), 'package H', 5, 5, 100, 'EUR'
    FROM (VALUES ('TC', 'T'), ('UO', 'U'), ('PC', 'P'), ('EC', 'E'), ('BC', 'B'), ('DC', 'D'), ('UC', 'T')) AS l (lot, seller);
INSERT INTO coaching.package_ledger (id, client_package_id, client_id, trainer_id, kind, delta)
    SELECT id, id, client_id, sold_by, 'purchase', 5 FROM coaching.client_packages;
INSERT INTO coaching.package_payments (id, client_package_id, client_id, trainer_id, kind, amount, currency)
    SELECT id, id, client_id, sold_by, 'payment', 100, 'EUR' FROM coaching.client_packages;
INSERT INTO coaching.package_commissions (client_package_id, client_id, trainer_id, commission_rate)
    SELECT id, client_id, sold_by, 0.5 FROM coaching.client_packages;
RESET row_security;

-- Schedules: T is the day the trainer T works, and has off, and works otherwise. TC is the session of C with T to
-- come, in the series sTC, pTC one that should have taken place. world.day is a day everybody works and nothing is booked.
CREATE TABLE world.clock AS SELECT date_trunc('day', now(), 'UTC') + interval '3 days' AS day;
GRANT SELECT ON world.clock TO PUBLIC;
CREATE FUNCTION world.day(at time) RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT (SELECT day FROM world.clock) + at $$;
INSERT INTO coaching.trainer_availability (id, trainer_id, day_of_week, start_time, end_time, location)
    SELECT world.id(name), world.id(name), extract(dow FROM day AT TIME ZONE 'UTC'), '00:00', '24:00', 'gym of ' || name
    FROM unnest(ARRAY['T', 'U', 'P', 'E', 'B', 'D', 'L']) AS name, world.clock;
INSERT INTO coaching.availability_overrides (id, trainer_id, date)
    SELECT world.id(name), world.id(name), '2040-05-01' FROM unnest(ARRAY['T', 'U', 'P', 'E', 'B', 'D', 'L']) AS name;
INSERT INTO coaching.trainer_time_off (id, trainer_id, start_date, end_date, reason)
    SELECT world.id(name), world.id(name), '2040-01-01', '2040-01-07', 'reason of ' || name FROM unnest(ARRAY['T', 'U', 'P', 'E', 'B', 'D', 'L']) AS name;
SET row_security = off;
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, series_id, notes)
    SELECT world.id(session), world.id(left(right(session, 2), 1)), world.id(right(session, 1)), at::timestamptz,
        CASE session WHEN 'TC' THEN world.id('sTC') END, 'notes of ' || session
    FROM (VALUES ('TC', '2040-01-01 10:00+00'), ('UO', '2040-01-01 10:00+00'), ('PC', '2040-01-02 10:00+00'), ('EC', '2040-01-03 10:00+00'),
        ('BC', '2040-01-04 10:00+00'), ('DC', '2040-01-05 10:00+00'), ('UC', '2040-01-06 10:00+00'), ('pTC', '2020-01-01 10:00+00'), ('pEC', '2020-01-02 10:00+00')) AS b (session, at);
RESET row_security;
INSERT INTO coaching.settings VALUES ('auto_assign', 'only_trainer');
INSERT INTO coaching.match_weights VALUES ('goals', 50);
-- Calendar tokens: vT opens T's feed and is 32 times T; vX was T's and is revoked.
INSERT INTO coaching.calendar_tokens (id, trainer_id, token_hash, revoked_at)
    SELECT world.id('v' || name), world.id(CASE name WHEN 'X' THEN 'T' ELSE name END), sha256(convert_to(repeat(name, 32), 'UTF8')),
        CASE name WHEN 'X' THEN now() END
    FROM unnest(ARRAY['T', 'U', 'P', 'E', 'B', 'D', 'X']) AS name;

-- Training: H is an exercise of the catalogue. A program, a plan, an exercise in each, a workout and what was done in it have
-- one name: TC is T's for C, and of C's own is C. oU is U's for trainers, tU U's template. A workout TC is one T wrote down for C.
INSERT INTO coaching.exercises (id, name) VALUES (world.id('H'), 'exercise H');
SET row_security = off;
INSERT INTO coaching.programs (id, user_id, name, assigned_to_client, coach_assigned, visibility, is_template)
    SELECT world.id(name), world.id(owner), 'program ' || name, world.id(client), client IS NOT NULL, visibility, visibility = 'template'
    FROM (VALUES ('TC', 'T', 'C', 'private'), ('UO', 'U', 'O', 'private'), ('PC', 'P', 'C', 'private'), ('EC', 'E', 'C', 'private'), ('BC', 'B', 'C', 'private'),
        ('DC', 'D', 'C', 'private'), ('C', 'C', NULL, 'private'), ('O', 'O', NULL, 'private'), ('T', 'T', NULL, 'private'), ('oU', 'U', NULL, 'coach_only'), ('tU', 'U', NULL, 'template')) AS p (name, owner, client, visibility);
INSERT INTO coaching.program_exercises (id, program_id, user_id, day_of_week, exercise_name)
    SELECT id, id, user_id, 'Monday', 'squat' FROM coaching.programs;
INSERT INTO coaching.workout_plans (id, relationship_id, trainer_id, client_id, title, created_by, start_date)
    SELECT id, id, trainer_id, client_id, 'plan ' || world.name_in(id::text), trainer_id, '2024-03-04' FROM coaching.trainer_clients;
INSERT INTO coaching.workout_exercises (id, plan_id, client_id, day_of_week, exercise_name)
    SELECT id, id, client_id, 'Monday', 'squat' FROM coaching.workout_plans;
INSERT INTO coaching.workout_logs (id, client_id, name, logged_by)
    SELECT world.id(name), world.id(right(name, 1)), 'workout ' || name, world.id(left(name, 1)) FROM unnest(ARRAY['TC', 'UO', 'PC', 'EC', 'BC', 'DC', 'C', 'O']) AS name;
INSERT INTO coaching.workout_progress (id, log_id, client_id, exercise_name, reps_completed, logged_by)
    SELECT id, id, client_id, 'squat', 5, logged_by FROM coaching.workout_logs;
RESET row_security;

-- What was said: TC is T's private note about C, and the insight and the review of the two, sTC the note T shared;
-- the session cTC took place, and the note on it has its name.
SET row_security = off;
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, status)
    SELECT world.id('c' || pair), world.id(left(pair, 1)), world.id(right(pair, 1)), '2019-01-01 10:00+00'::timestamptz + n * interval '1 day', 'completed'
    FROM unnest(ARRAY['TC', 'UO', 'PC', 'EC', 'BC', 'DC']) WITH ORDINALITY AS b (pair, n);
INSERT INTO coaching.trainer_client_notes (id, relationship_id, trainer_id, client_id, note, is_private)
    SELECT world.id(kind || pair), world.id(pair), world.id(left(pair, 1)), world.id(right(pair, 1)), 'note of ' || pair, kind = ''
    FROM unnest(ARRAY['TC', 'UO', 'PC', 'EC', 'BC', 'DC']) AS pair, unnest(ARRAY['', 's']) AS kind;
INSERT INTO coaching.trainer_session_notes (id, booking_id, trainer_id, client_id, feedback)
    SELECT id, id, trainer_id, client_id, 'said after a session' FROM coaching.bookings WHERE status = 'completed';
INSERT INTO coaching.coaching_insights (id, relationship_id, trainer_id, client_id, type, title, content)
    SELECT world.id(pair), world.id(pair), world.id(left(pair, 1)), world.id(right(pair, 1)), 'observation', 'insight of ' || pair, 'content'
    FROM unnest(ARRAY['TC', 'UO', 'PC', 'EC', 'BC', 'DC']) AS pair;
INSERT INTO coaching.trainer_reviews (id, trainer_id, client_id, rating, comment)
    SELECT world.id(pair), world.id(left(pair, 1)), world.id(right(pair, 1)), 4, 'review of ' || pair FROM unnest(ARRAY['TC', 'UO', 'PC', 'EC', 'BC', 'DC']) AS pair;
UPDATE coaching.trainer_profiles p SET (rating_average, rating_count, sessions_completed) =
    (SELECT avg(rating), count(*), count(*) FROM coaching.trainer_reviews r WHERE r.trainer_id = p.trainer_id);
RESET row_security;

-- Transfers: xETC is C's from E to T.
INSERT INTO coaching.client_transfers (id, client_id, from_trainer_id, to_trainer_id, reason)
    SELECT world.id('x' || name), world.id(right(name, 1)), world.id(left(name, 1)), world.id(substr(name, 2, 1)), 'reason of ' || name
    FROM unnest(ARRAY['ETC', 'UPC', 'PUO', 'BDC']) AS name;

-- What the triggers wrote meanwhile makes room for one row per person.
DELETE FROM coaching.notifications;
DELETE FROM coaching.audit_log;
INSERT INTO coaching.notifications (id, user_id, kind, payload)
    SELECT world.id('n' || name), world.id(name), 'test', jsonb_build_object('of', name)
    FROM unnest(ARRAY['A', 'C', 'O', 'T', 'U', 'P', 'E', 'B', 'D']) AS name;
INSERT INTO coaching.audit_log (id, actor, database_role, table_name, operation, row_id, client_id, trainer_id, changes)
    SELECT world.id('a' || name), world.id(name), 'authenticated', 'client_profiles', 'UPDATE', world.id('C'),
        world.id('C'), world.id('T'), '{"goals": [["old"], ["new"]]}'
    FROM unnest(ARRAY['A', 'C', 'O', 'T', 'U', 'P', 'E', 'B', 'D']) AS name;
ANALYZE;
