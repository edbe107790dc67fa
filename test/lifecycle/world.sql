-- A world with what a restore could get wrong. Run by the owner of the database.
SET client_min_messages = warning;
CREATE EXTENSION coaching CASCADE;
SELECT coaching.grant_access('coaching_app') \g /dev/null

CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, phone text, raw_user_meta_data jsonb DEFAULT '{}');
SELECT coaching.sync_auth_users() \g /dev/null
INSERT INTO auth.users (id, email, raw_user_meta_data)
    SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'p' || n || '@example.org',
        jsonb_build_object('full_name', E'Per“son”\t' || n || E'\\N\n')
    FROM generate_series(1, 40) AS n;

CREATE FUNCTION person(n int) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid;

-- 1 is an admin, 2 to 7 are trainers, 11 to 40 clients.
SELECT coaching.add_user_role(person(1), 'admin') \g /dev/null
SELECT coaching.promote_to_coach(person(n), ARRAY['strength', 'a "quoted" {word}'], E'bio\\ ' || n)
    FROM generate_series(2, 7) AS n \g /dev/null
INSERT INTO coaching.client_profiles (client_id, goals, preferred_windows)
    SELECT person(n), ARRAY['goal ' || n], '[{"day_of_week": 1, "start": "18:00", "end": "20:00"}]' FROM generate_series(11, 30) AS n;
INSERT INTO coaching.trainer_business (trainer_id, commission_rate, payout)
    SELECT person(n), 0.25, '{"iban": "DE00"}' FROM generate_series(2, 4) AS n;
INSERT INTO coaching.settings VALUES ('packages_required', 'on');

-- Trainer 2 has more clients than the maximum lowered since; 3 is unlimited; 4's role is taken away.
SELECT * FROM coaching.assign_clients(person(2), ARRAY(SELECT person(n) FROM generate_series(11, 20) AS n)) \g /dev/null
UPDATE coaching.trainer_profiles SET max_clients = 3 WHERE trainer_id = person(2);
UPDATE coaching.trainer_profiles SET max_clients = NULL WHERE trainer_id = person(3);
SELECT * FROM coaching.assign_clients(person(3), ARRAY(SELECT person(n) FROM generate_series(15, 30) AS n)) \g /dev/null
SELECT coaching.assign_trainer(person(31), person(4)) \g /dev/null
UPDATE coaching.trainer_clients SET status = 'completed' WHERE trainer_id = person(4);
SELECT coaching.demote_coach(person(4)) \g /dev/null
-- Paused, pending, ended with another begun, blocked after an active time.
SELECT coaching.assign_trainer(person(32), person(5)), coaching.assign_trainer(person(33), person(5)),
    coaching.assign_trainer(person(34), person(5)) \g /dev/null
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = person(32);
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE client_id = person(33);
SELECT coaching.assign_trainer(person(33), person(5)) \g /dev/null
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (person(5), person(35), 'pending');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id, reason) VALUES (person(34), person(5), 'no');
-- A trainer and a client deactivated while active, a client and a trainer erased while active.
SELECT coaching.assign_trainer(person(36), person(6)), coaching.assign_trainer(person(37), person(6)) \g /dev/null
UPDATE coaching.users SET deactivated_at = now() WHERE id IN (person(6), person(36));
SELECT coaching.assign_trainer(person(38), person(7)), coaching.assign_trainer(person(39), person(7)) \g /dev/null
DELETE FROM auth.users WHERE id IN (person(38), person(7));
-- A trainer whose profile rests although clients are active.
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = person(3);
SELECT * FROM coaching.claim_notifications(5) \g /dev/null
UPDATE coaching.notifications SET read_at = now(), delivered_at = now(), last_error = E'tab\t' WHERE attempts = 1;
UPDATE coaching.users SET metadata = '{"vip": true}', updated_at = '2001-01-01' WHERE id = person(11);

-- An app's own table beside ours, guarded by a predicate.
CREATE TABLE measurement (id int PRIMARY KEY, client_id uuid NOT NULL REFERENCES coaching.users (id), kg numeric);
CREATE INDEX ON measurement (client_id);
ALTER TABLE measurement ENABLE ROW LEVEL SECURITY;
CREATE POLICY measurement_select ON measurement FOR SELECT USING (coaching.can_access(client_id, 'progress'));
GRANT SELECT ON measurement TO authenticated;
INSERT INTO measurement SELECT n, person(10 + n), 70 + n FROM generate_series(1, 30) AS n;
