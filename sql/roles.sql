-- roles: admins give and take them; nobody can give themselves one, by any path.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('dora');
CALL person('mallory');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');

CREATE FUNCTION roles_of(name text) RETURNS text[] LANGUAGE sql SECURITY DEFINER
    AS $$ SELECT roles FROM coaching.users WHERE id = id(name) $$;

-- An admin gives and takes roles; other words mean the same three.
CALL be('ada');
SELECT coaching.add_user_role(id('carl'), 'trainer');
SELECT roles_of('carl');
SELECT coaching.remove_user_role(id('carl'), 'coach');
SELECT roles_of('carl');
SELECT coaching.add_user_role(id('carl'), ' Instructor ');
SELECT roles_of('carl');
SELECT coaching.remove_user_role(id('carl'), 'TRAINER');
SELECT coaching.remove_user_role(id('carl'), 'member');
SELECT roles_of('carl');
SELECT coaching.add_user_role(id('carl'), 'user');
SELECT roles_of('carl');

-- giving one twice, or taking one that is not there, changes nothing
SELECT coaching.add_user_role(id('carl'), 'client');
SELECT coaching.remove_user_role(id('carl'), 'trainer');
SELECT roles_of('carl');

-- roles stand in one order, each once, whatever was written
CALL be_trusted();
UPDATE coaching.users SET roles = '{coach,admin,user,instructor}' WHERE id = id('carl');
SELECT roles_of('carl');
UPDATE coaching.users SET roles = '{client}' WHERE id = id('carl');

-- words that are no role, people who are not there
CALL be('ada');
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('carl'), 'owner'));
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('carl'), ''));
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('nobody'), 'admin'));
SELECT attempt(format('SELECT coaching.remove_user_role(%L, %L)', id('nobody'), 'admin'));
SELECT attempt(format('SELECT coaching.user_has_role(%L, %L)', id('carl'), 'owner'));
CALL be_trusted();
SELECT attempt($$UPDATE coaching.users SET roles = '{owner}' WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET roles = '{client,NULL}' WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET roles = NULL WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET roles = '{{client,admin}}' WHERE id = id('carl')$$);
SELECT roles_of('carl');
UPDATE coaching.users SET roles = '{client}' WHERE id = id('carl');

-- user_has_role answers about oneself, and admins about everybody
CALL be('carl');
SELECT coaching.user_has_role(id('carl'), 'member') AS client, coaching.user_has_role(id('carl'), 'coach') AS trainer;
SELECT attempt(format('SELECT coaching.user_has_role(%L, %L)', id('tina'), 'coach'));
CALL be('ada');
SELECT coaching.user_has_role(id('tina'), 'coach') AS trainer, coaching.user_has_role(id('nobody'), 'client') AS unknown;
SELECT coaching.user_has_role(id('dora'), 'client') AS deactivated;

-- Nobody can give themselves a role.
CALL be('mallory');
-- by the functions
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('mallory'), 'admin'));
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('mallory'), 'client'));
SELECT attempt(format('SELECT coaching.remove_user_role(%L, %L)', id('ada'), 'admin'));
SELECT attempt(format('SELECT coaching.promote_to_coach(%L)', id('mallory')));
SELECT attempt(format('SELECT coaching.demote_coach(%L)', id('tina')));
-- by writing users: the column is not granted
SELECT attempt($$UPDATE coaching.users SET roles = '{admin}' WHERE id = id('mallory')$$);
SELECT attempt($$INSERT INTO coaching.users (id, roles) VALUES (id('invented'), '{admin}')$$);
SELECT attempt($$INSERT INTO coaching.users (id, full_name) VALUES (id('invented'), 'M')$$);
-- by an upsert, as PostgREST writes it
SELECT attempt($$INSERT INTO coaching.users (id, full_name) VALUES (id('mallory'), 'C')
    ON CONFLICT (id) DO UPDATE SET id = excluded.id, full_name = excluded.full_name$$);
SELECT attempt($$INSERT INTO coaching.users (id, roles) VALUES (id('mallory'), '{admin}')
    ON CONFLICT (id) DO UPDATE SET roles = excluded.roles$$);
-- by making a trainer's profile
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('mallory'))$$);
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('mallory'))
    ON CONFLICT (trainer_id) DO UPDATE SET bio = 'x'$$);
SELECT attempt($$INSERT INTO coaching.trainer_business (trainer_id) VALUES (id('mallory'))$$);
SELECT attempt($$UPDATE coaching.trainer_profiles SET trainer_id = id('mallory') WHERE trainer_id = id('tina')$$);
-- by becoming somebody else: another id, another sign-in
SELECT attempt($$UPDATE coaching.users SET id = id('ada') WHERE id = id('mallory')$$);
SELECT attempt($$UPDATE coaching.users SET id = id('invented') WHERE id = id('mallory')$$);
SELECT attempt($$UPDATE coaching.users SET auth_subject = 'invented' WHERE id = id('mallory')$$);
SELECT attempt($$UPDATE coaching.users SET email = 'ada@gym.test' WHERE id = id('mallory')$$);
SELECT attempt($$UPDATE coaching.users SET email = 'other@gym.test' WHERE id = id('mallory')$$);
SELECT attempt($$UPDATE coaching.users SET auth_subject = 'invented' WHERE id = id('ada')$$);
-- by claiming it in the token
SELECT set_config('request.jwt.claims', format(
    '{"sub": "%s", "role": "admin", "roles": ["admin"], "app_metadata": {"roles": ["admin"]}}', id('mallory')), false) <> '' AS claimed;
SELECT coaching.is_admin();
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('mallory'), 'admin'));
RESET "request.jwt.claims";
-- by turning row security off
SET row_security = off;
SELECT attempt($$UPDATE coaching.users SET full_name = 'x' WHERE id = id('mallory')$$);
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('mallory'), 'admin'));
SELECT attempt(format('SELECT coaching.promote_to_coach(%L)', id('mallory')));
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('mallory'))$$);
SELECT coaching.is_admin();
RESET row_security;
-- by clearing who asks
RESET coaching.user_id;
SELECT coaching.is_admin();
SELECT attempt($$UPDATE coaching.users SET full_name = 'x' WHERE id = id('mallory')$$);
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('mallory'), 'admin'));
-- by switching triggers off
SELECT attempt('SET session_replication_role = replica');
SELECT attempt('ALTER TABLE coaching.users DISABLE TRIGGER ALL');
-- by calling what triggers call
SELECT attempt('SELECT coaching.profile_gives_role()');
SELECT attempt('CREATE TEMP TABLE t (trainer_id uuid); CREATE TRIGGER t AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION coaching.profile_gives_role()');
SELECT roles_of('mallory');

-- The same through a column grant that somebody added by mistake: the table itself refuses.
CALL be_trusted();
GRANT INSERT, UPDATE ON coaching.users, coaching.trainer_profiles TO authenticated;
CALL be('mallory');
SELECT attempt($$UPDATE coaching.users SET roles = '{client,admin}' WHERE id = id('mallory')$$);
SELECT attempt($$UPDATE coaching.users SET roles = '{client,trainer}' WHERE id = id('mallory')$$);
SELECT attempt($$UPDATE coaching.users SET erased_at = now() WHERE id = id('mallory')$$);
SELECT attempt($$INSERT INTO coaching.users (id, roles) VALUES (id('invented'), '{admin}')$$);
SELECT attempt($$INSERT INTO coaching.users (id, roles) VALUES (id('mallory'), '{admin}')
    ON CONFLICT (id) DO UPDATE SET roles = excluded.roles$$);
SET row_security = off;
SELECT attempt($$UPDATE coaching.users SET roles = '{client,admin}' WHERE id = id('mallory')$$);
RESET row_security;
CALL be('tina');
SELECT attempt($$UPDATE coaching.trainer_profiles SET trainer_id = id('mallory') WHERE trainer_id = id('tina')$$);
CALL be_trusted();
REVOKE INSERT, UPDATE ON coaching.users, coaching.trainer_profiles FROM authenticated;
SELECT coaching.grant_access('authenticated');
SELECT roles_of('mallory'), roles_of('tina');

-- and for a role that serves trusted requests: with an identity it is that person
SET ROLE service_role;
SELECT set_config('coaching.user_id', id('mallory')::text, false) IS NOT NULL AS is_mallory;
SELECT attempt($$UPDATE coaching.users SET roles = '{client,admin}' WHERE id = id('mallory')$$);
SELECT attempt($$INSERT INTO coaching.trainer_profiles (trainer_id) VALUES (id('mallory'))$$);
RESET coaching.user_id;

-- A person writes their own profile, and only that.
CALL be('carl');
SELECT attempt($$UPDATE coaching.users SET full_name = 'Carl C.', phone = '1', locale = 'de', unit_system = 'imperial',
    experience_level = 'beginner', metadata = '{"a": 1}' WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET full_name = 'x' WHERE id = id('tina')$$);
SELECT attempt($$UPDATE coaching.users SET deactivated_at = now() WHERE id = id('carl')$$);
SELECT attempt($$DELETE FROM coaching.users WHERE id = id('carl')$$);

-- a deactivated person does nothing, not even that
CALL be('dora');
SELECT attempt($$UPDATE coaching.users SET deactivated_at = NULL WHERE id = id('dora')$$);
SELECT attempt($$UPDATE coaching.users SET full_name = 'x' WHERE id = id('dora')$$);
SELECT attempt($$INSERT INTO coaching.client_profiles (client_id) VALUES (id('dora'))$$);
SELECT attempt('SELECT * FROM coaching.users');
SELECT attempt('SELECT * FROM coaching.get_connections()');

-- Time zones are names of the IANA database, not offsets or abbreviations.
CALL be('carl');
SELECT zone, attempt(format('UPDATE coaching.users SET time_zone = %L WHERE id = id(''carl'')', zone))
FROM unnest(ARRAY['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5',
    'europe/berlin', 'GMT', 'Mars/Olympus', '', '+02', 'GMT+3', 'UTC+2', 'EST5EDT4', 'Europe/Berlin+3',
    'localtime', 'posixrules', 'Factory', 'posix/UTC', 'right/UTC', '../../etc/passwd', 'Europe/', 'Europe', 'UTC ']) WITH ORDINALITY z (zone, n) ORDER BY n;
SELECT attempt($$UPDATE coaching.users SET time_zone = repeat('x', 300) WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET time_zone = NULL WHERE id = id('carl')$$);

-- E-mail addresses are one person's, whatever their case.
CALL be_trusted();
SELECT attempt($$UPDATE coaching.users SET email = 'TINA@Gym.test' WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET email = '' WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET email_key = 'x' WHERE id = id('carl')$$);
SELECT attempt($$UPDATE coaching.users SET email = 'Carl@Gym.test' WHERE id = id('carl') AND email_key = 'carl@gym.test'$$);

-- Settings are the house's: read by everybody who signs in, written by admins.
CALL be('carl');
SELECT attempt($$INSERT INTO coaching.settings VALUES ('auto_assign', 'best_match')$$);
SELECT attempt($$INSERT INTO coaching.settings (key, value) VALUES ('auto_assign', 'best_match')$$);
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.settings (key, value) VALUES ('auto_assign', 'best_match')$$);
SELECT attempt($$INSERT INTO coaching.settings (key, value) VALUES ('auto_assign', 'only_trainer')
    ON CONFLICT (key) DO UPDATE SET key = excluded.key, value = excluded.value$$);
SELECT attempt($$INSERT INTO coaching.settings (key, value) VALUES ('packages_required', 'maybe')$$);
SELECT attempt($$INSERT INTO coaching.settings (key, value) VALUES ('colour', 'blue')$$);
CALL be('carl');
SELECT key, value FROM coaching.settings ORDER BY key;
SELECT attempt($$UPDATE coaching.settings SET value = 'off'$$);
SELECT attempt($$DELETE FROM coaching.settings$$);

CALL be_trusted();
DROP FUNCTION roles_of;
