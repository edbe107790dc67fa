-- A session that stays open while another one drops the extension and creates it again: what it has kept and prepared must give an
-- error then, and the truth afterwards.
\set VERBOSITY sqlstate
SELECT set_config('coaching.user_id', '00000000-0000-4000-8000-000000000002', false) \g /dev/null
PREPARE clients AS SELECT coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002');
PREPARE people AS SELECT count(*) FROM coaching.users WHERE coaching.knows(id);
PREPARE access AS SELECT coaching.can_access('00000000-0000-4000-8000-000000000003', 'profile');
PREPARE seen AS SELECT count(*) FROM weight;
\set use 'EXECUTE clients; EXECUTE people; EXECUTE access; SET ROLE authenticated; EXECUTE seen; RESET ROLE;'
:use
BEGIN;
:use
\! psql -X -q -d coaching_reinstall -c 'SET lock_timeout = 200' -c '\set VERBOSITY sqlstate' -c 'DROP EXTENSION coaching CASCADE' 2>&1
:use
COMMIT;
\echo dropped
\! psql -X -q -d coaching_reinstall -c 'SET client_min_messages = error' -c 'DROP EXTENSION coaching CASCADE'
EXECUTE clients;
EXECUTE people;
EXECUTE access;
SELECT coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002');
INSERT INTO coaching.users DEFAULT VALUES;
\echo created
\! psql -X -q -d coaching_reinstall -c 'CREATE EXTENSION coaching'
EXECUTE clients;
EXECUTE people;
EXECUTE access;
INSERT INTO coaching.users (id, full_name) SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'P' || n FROM generate_series(2, 3) AS n;
\echo made
RESET coaching.user_id;
INSERT INTO coaching.users (id, full_name) SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'P' || n FROM generate_series(2, 3) AS n;
SELECT coaching.promote_to_coach('00000000-0000-4000-8000-000000000002') \g /dev/null
SELECT code FROM coaching.assign_clients('00000000-0000-4000-8000-000000000002', ARRAY['00000000-0000-4000-8000-000000000003']::uuid[]);
SELECT set_config('coaching.user_id', '00000000-0000-4000-8000-000000000002', false) \g /dev/null
EXECUTE clients;
EXECUTE people;
EXECUTE access;
