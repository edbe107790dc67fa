-- auth_sync: Supabase's auth.users and the people here stay in step.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');

-- Without Supabase there is nothing to keep in step with.
SELECT attempt('SELECT coaching.sync_auth_users()');

-- The sign-in service has a schema and a role of its own, and that role does the writing.
DO $$ BEGIN
    IF to_regrole('regress_auth_admin') IS NULL THEN CREATE ROLE regress_auth_admin NOLOGIN; END IF;
END $$;
CREATE SCHEMA auth AUTHORIZATION regress_auth_admin;
CREATE TABLE auth.users (
    instance_id uuid,
    id uuid NOT NULL PRIMARY KEY,
    aud varchar(255),
    email varchar(255),
    encrypted_password varchar(255),
    last_sign_in_at timestamptz,
    raw_app_meta_data jsonb,
    raw_user_meta_data jsonb,
    is_super_admin boolean,
    created_at timestamptz,
    phone text
);
ALTER TABLE auth.users OWNER TO regress_auth_admin;

CREATE FUNCTION people() RETURNS TABLE (who text, email text, phone text, full_name text, avatar_url text, roles text[])
LANGUAGE sql SECURITY DEFINER AS $$
    SELECT who(id), email, phone, full_name, avatar_url, roles FROM coaching.users
    WHERE erased_at IS NULL ORDER BY email $$;

-- Who is there already: tina, who has a name here; sam; somebody by telephone only; nobody at all.
INSERT INTO names SELECT id(n), n FROM unnest(ARRAY['sam', 'phil', 'anon', 'zoe']) n;
INSERT INTO auth.users (id, email, phone, raw_user_meta_data, raw_app_meta_data) VALUES
    (id('tina'), 'tina.new@gym.test', NULL, '{"full_name": "Tina of the token", "avatar_url": "https://x.test/t.png"}', '{"role": "admin"}'),
    (id('sam'), 'sam@gym.test', '', '{"name": "Sam S.", "picture": "https://x.test/s.png", "full_name": "", "roles": ["admin"]}', NULL),
    (id('phil'), '', '4912345', NULL, NULL),
    (id('anon'), NULL, NULL, 'null', '{}');

-- Only a trusted caller may ask for it, not a person, not even an admin.
CALL be('ada');
SELECT attempt('SELECT coaching.sync_auth_users()');
CALL be_trusted();
SET coaching.user_id = '11111111-2222-4333-8444-555555555555';
SELECT attempt('SELECT coaching.sync_auth_users()');
RESET coaching.user_id;

-- It copies who is there; what people wrote here stays, and no token gives a role.
SELECT coaching.sync_auth_users();
SELECT * FROM people();

-- Twice is as good as once.
SELECT coaching.sync_auth_users();
SELECT count(*) AS triggers FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass AND NOT tgisinternal;
SELECT count(*) AS people FROM people();

-- A sign-up there is a client here. The service's role has no rights here at all.
SET ROLE regress_auth_admin;
INSERT INTO auth.users (id, email, raw_user_meta_data)
    VALUES (id('zoe'), 'Zoe@gym.test', '{"full_name": "Zoe", "roles": ["admin"], "coaching": {"roles": ["trainer"]}}');
SELECT attempt('SELECT * FROM coaching.users');
RESET ROLE;
SELECT * FROM people() WHERE who = 'zoe';

-- A new address, telephone number or name there is one here.
SET ROLE regress_auth_admin;
UPDATE auth.users SET email = 'zoe@home.test', phone = '4911' WHERE id = id('zoe');
UPDATE auth.users SET raw_user_meta_data = '{"full_name": "Zoe Z."}' WHERE id = id('zoe');
RESET ROLE;
SELECT * FROM people() WHERE who = 'zoe';

-- Signing in rewrites the row there and replaces nothing here.
UPDATE coaching.users SET full_name = 'Zoe, as she writes it', avatar_url = 'https://x.test/z.png' WHERE id = id('zoe');
SET ROLE regress_auth_admin;
UPDATE auth.users SET last_sign_in_at = now(), raw_user_meta_data = raw_user_meta_data, email = email WHERE id = id('zoe');
UPDATE auth.users SET raw_user_meta_data = raw_user_meta_data || '{"theme": "dark"}' WHERE id = id('zoe');
RESET ROLE;
SELECT * FROM people() WHERE who = 'zoe';

-- A name that is taken away there stays here.
SET ROLE regress_auth_admin;
UPDATE auth.users SET raw_user_meta_data = '{}' WHERE id = id('zoe');
RESET ROLE;
SELECT full_name FROM people() WHERE who = 'zoe';

-- A person's own identity in the session does not stand in the way (the service may set claims).
SET ROLE regress_auth_admin;
SELECT set_config('request.jwt.claims', format('{"sub": "%s"}', id('sam')), false) <> '' AS claimed;
UPDATE auth.users SET phone = '4922' WHERE id = id('zoe');
RESET request.jwt.claims;
RESET ROLE;
SELECT phone FROM people() WHERE who = 'zoe';

-- A trainer's profile follows the name that came from there.
SELECT coaching.promote_to_coach(id('sam'));
SET ROLE regress_auth_admin;
UPDATE auth.users SET raw_user_meta_data = '{"full_name": "Samuel"}' WHERE id = id('sam');
RESET ROLE;
SELECT display_name FROM coaching.trainer_profiles WHERE trainer_id = id('sam');

-- Two accounts there may share an address (single sign-on): that is no reason to refuse one.
INSERT INTO coaching.users (id, email) VALUES (id('yara'), 'taken@gym.test');
SET ROLE regress_auth_admin;
SELECT attempt($$UPDATE auth.users SET email = 'TAKEN@gym.test' WHERE id = id('zoe')$$);
RESET ROLE;
-- Whose address it is here, it stays; invitations by it are theirs.
SELECT full_name, email FROM coaching.users WHERE id IN (id('yara'), id('zoe')) ORDER BY email;
SET ROLE regress_auth_admin;

-- Odd metadata is no reason to refuse a sign-up.
SELECT attempt($$INSERT INTO auth.users (id, raw_user_meta_data)
    VALUES (id('odd5'), jsonb_build_object('full_name', repeat('x', 501), 'name', 'Odd', 'picture', repeat('x', 2001)))$$);
SELECT attempt($$INSERT INTO auth.users (id, raw_user_meta_data) VALUES (id('odd1'), '[]')$$);
SELECT attempt($$INSERT INTO auth.users (id, raw_user_meta_data) VALUES (id('odd2'), '"text"')$$);
SELECT attempt($$INSERT INTO auth.users (id, raw_user_meta_data) VALUES (id('odd3'), '{"full_name": {"first": "O"}, "avatar_url": null}')$$);
SELECT attempt($$INSERT INTO auth.users (id, raw_user_meta_data) VALUES (id('odd4'), '{"full_name": 17}')$$);
RESET ROLE;
SELECT coaching.sync_auth_users();
SELECT n, full_name, avatar_url FROM generate_series(1, 5) n JOIN coaching.users ON id = id('odd' || n) ORDER BY n;

-- Deleting there erases here: what identifies the person goes, what happened stays.
CALL person('carl');
INSERT INTO auth.users (id, email) VALUES (id('carl'), 'carl@gym.test');
INSERT INTO coaching.client_profiles (client_id, goals) VALUES (id('zoe'), '{run}');
INSERT INTO coaching.trainer_business (trainer_id, license_number) VALUES (id('sam'), 'L-1');
UPDATE coaching.trainer_profiles SET bio = 'I am Sam' WHERE trainer_id = id('sam');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, coach_notes, client_goals) VALUES
    (id('sam'), id('zoe'), 'active', 'a bad knee', '{run}'), (id('sam'), id('carl'), 'active', 'fine', '{}'),
    (id('tina'), id('zoe'), 'active', NULL, '{}');
UPDATE coaching.trainer_clients SET status = 'paused' WHERE trainer_id = id('tina');
SELECT who(trainer_id), active_clients FROM coaching.trainer_profiles ORDER BY 1;
SET ROLE regress_auth_admin;
DELETE FROM auth.users WHERE id = id('zoe');
RESET ROLE;
SELECT email, full_name, avatar_url, phone, auth_subject, roles, metadata,
    erased_at IS NOT NULL AS erased, deactivated_at IS NOT NULL AS deactivated
FROM coaching.users WHERE id = id('zoe');
-- the relationships ended, the places are free, the words about the person are gone
SELECT who(trainer_id), who(client_id), status, coach_notes, client_goals FROM coaching.trainer_clients ORDER BY 1, 2;
SELECT who(trainer_id), active_clients FROM coaching.trainer_profiles ORDER BY 1;
SELECT count(*) AS profiles FROM coaching.client_profiles WHERE client_id = id('zoe');
SELECT count(*) AS notifications FROM coaching.notifications WHERE user_id = id('zoe');
-- nor do they stand in the audit log
SELECT count(*) AS told FROM coaching.audit_log
WHERE changes::text ~* 'zoe|bad knee|4922|run' AND (row_id = id('zoe')::text OR client_id = id('zoe'));
SELECT count(*) AS told FROM coaching.audit_log WHERE changes::text ~* 'zoe|bad knee|4922';

-- A trainer deleted there while clients are active is erased as well; the clients are free.
SET ROLE regress_auth_admin;
DELETE FROM auth.users WHERE id = id('sam');
RESET ROLE;
SELECT display_name, bio, is_active, is_listed, accepts_clients, active_clients FROM coaching.trainer_profiles WHERE trainer_id = id('sam');
SELECT who(client_id), status, coach_notes FROM coaching.trainer_clients WHERE trainer_id = id('sam') ORDER BY 1;
SELECT count(*) AS business FROM coaching.trainer_business;
SELECT count(*) AS told FROM coaching.audit_log WHERE changes::text ~* 'samuel|sam@|i am sam|L-1';

-- An erased person stays erased, also if the same id signs up again.
SET ROLE regress_auth_admin;
INSERT INTO auth.users (id, email) VALUES (id('zoe'), 'zoe@again.test');
RESET ROLE;
SELECT email, erased_at IS NOT NULL AS erased FROM coaching.users WHERE id = id('zoe');
SELECT coaching.sync_auth_users();
SELECT email, erased_at IS NOT NULL AS erased FROM coaching.users WHERE id = id('zoe');

-- Deleting somebody there who is not known here is no matter.
ALTER TABLE auth.users DISABLE TRIGGER USER;
INSERT INTO auth.users (id) VALUES (id('stray'));
ALTER TABLE auth.users ENABLE TRIGGER USER;
SET ROLE regress_auth_admin;
SELECT attempt($$DELETE FROM auth.users WHERE id = id('stray')$$);
RESET ROLE;

-- The trigger serves that table alone.
CREATE TABLE impostor (id uuid, email text, phone text, raw_user_meta_data jsonb);
CREATE TRIGGER impostor AFTER INSERT OR DELETE ON impostor
    FOR EACH ROW EXECUTE FUNCTION coaching.auth_user_changed();
SELECT attempt($$INSERT INTO impostor VALUES (id('mallory'), 'm@gym.test')$$);
DROP TABLE impostor;

-- A trusted caller who may not create triggers there is refused by the server.
SET ROLE service_role;
SELECT attempt('SELECT coaching.sync_auth_users()');
RESET ROLE;

-- Where the service says which addresses are proven, only those count here.
ALTER TABLE auth.users ADD COLUMN email_confirmed_at timestamptz;
SELECT coaching.sync_auth_users();
SET ROLE regress_auth_admin;
INSERT INTO auth.users (id, email) VALUES (id('nora'), 'nora@gym.test');
RESET ROLE;
SELECT email FROM coaching.users WHERE id = id('nora');
SET ROLE regress_auth_admin;
UPDATE auth.users SET email_confirmed_at = now() WHERE id = id('nora');
RESET ROLE;
SELECT email FROM coaching.users WHERE id = id('nora');

-- Dropping the extension takes its triggers along and leaves the service working.
BEGIN;
DROP EXTENSION coaching CASCADE;
INSERT INTO auth.users (id) VALUES (id('later'));
SELECT count(*) AS triggers FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass AND NOT tgisinternal;
ROLLBACK;

DROP FUNCTION people;
DROP SCHEMA auth CASCADE;
DROP ROLE regress_auth_admin;
