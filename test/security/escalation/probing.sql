-- Learning about hidden rows by what happens, and getting a hold of what one may only look at.

-- Insertions that step aside, and statements that change something beside.
SELECT world.try('ON CONFLICT DO NOTHING does not tell that a hidden row is there', 'other client',
    $$INSERT INTO coaching.client_profiles (client_id) VALUES (world.id('C')) ON CONFLICT DO NOTHING$$, 'permission_denied');
SELECT world.try('… the same as where none is', 'other client',
    $$INSERT INTO coaching.client_profiles (client_id) VALUES (world.id('N')) ON CONFLICT DO NOTHING$$, 'permission_denied');
SELECT world.try('… nor as of somebody who does not exist', 'other client',
    $$INSERT INTO coaching.client_profiles (client_id) VALUES (world.id('Q')) ON CONFLICT DO NOTHING$$, 'permission_denied');
SELECT world.try('ON CONFLICT DO NOTHING on a hidden relationship''s key is refused, not passed over', 'own trainer',
    $$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id) VALUES (world.id('UO'), world.id('U'), world.id('O')) ON CONFLICT DO NOTHING$$, 'permission_denied');
SELECT world.try('MERGE inserts nothing in another''s name', 'client',
    $$MERGE INTO coaching.client_profiles p USING (VALUES (world.id('N'))) AS v (id) ON p.client_id = v.id
      WHEN NOT MATCHED THEN INSERT (client_id, goals) VALUES (v.id, '{merged}')$$, 'permission_denied');
SELECT world.try('MERGE does not see the row it would insert again', 'other client',
    $$MERGE INTO coaching.client_profiles p USING (VALUES (world.id('C'))) AS v (id) ON p.client_id = v.id
      WHEN NOT MATCHED THEN INSERT (client_id) VALUES (v.id)$$, 'permission_denied');
SELECT world.try('a statement within WITH is bound like any other', 'client',
    $$WITH bad AS (INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (world.id('T'), world.id('O')) RETURNING 1) SELECT count(*) FROM bad$$, 'permission_denied');
SELECT world.try('INSERT … RETURNING shows no column of hidden rows by a subquery', 'client',
    $$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (world.id('C'), world.id('U')) RETURNING (SELECT count(*) FROM coaching.users WHERE email LIKE 'o@%')$$, '0');
SELECT world.try('INSERT … SELECT copies no hidden row into one''s own', 'client',
    $$WITH mine AS (INSERT INTO coaching.workout_logs (client_id, notes) SELECT world.id('C'), string_agg(u.email, ' ' ORDER BY u.email) FROM coaching.users u RETURNING notes) SELECT notes FROM mine$$,
    'c@example.org d@example.org e@example.org p@example.org t@example.org');
SELECT world.try('no view is a way round: ' || name, 'other client',
    format('SELECT count(*) FROM coaching.%I v WHERE v::text ~ %L', name, world.id('C')::text), '0')
FROM world.tables WHERE format('coaching.%I', name)::regclass IN (SELECT oid FROM pg_class WHERE relkind = 'v') ORDER BY name;

-- Holding rows and tables.
SELECT world.try('who may only read a row cannot lock it: ' || strength, 'own trainer',
    format($$SELECT count(*) FROM (SELECT 1 FROM coaching.client_profiles WHERE client_id = world.id('C') FOR %s) AS held$$, strength), '0')
FROM unnest(ARRAY['UPDATE', 'NO KEY UPDATE', 'SHARE', 'KEY SHARE']) AS strength;
SELECT world.try('nobody holds the log of acts still', 'admin', 'SELECT 1 FROM coaching.audit_log FOR SHARE', 'denied');
SELECT world.try(format('a person cannot lock others out of coaching.%s', name), 'admin', format('LOCK TABLE coaching.%I IN EXCLUSIVE MODE', name), 'denied')
FROM unnest(ARRAY['users', 'trainer_profiles', 'trainer_clients', 'bookings', 'client_packages', 'package_ledger', 'audit_log', 'notifications']) AS name;
SELECT world.try(format('a person cannot empty coaching.%s', name), 'admin', format('TRUNCATE coaching.%I CASCADE', name), 'denied')
FROM world.tables WHERE format('coaching.%I', name)::regclass IN (SELECT oid FROM pg_class WHERE relkind = 'r') ORDER BY name;

-- Conditions that fail on what they see.
SELECT world.try(format('a condition that fails on hidden rows is not evaluated on them: %s', condition), 'other client',
    format('SELECT count(*) FROM coaching.users u WHERE id <> ALL (coaching.visible_ids(''known'')) AND %s', condition), '0')
FROM unnest(ARRAY['u.email::int = 1', '1 / (length(u.email) - length(u.email)) = 1', 'u.full_name::uuid IS NULL', 'u.email::jsonb IS NULL', 'u.full_name::regclass IS NULL',
    'u.email::xml IS NULL', 'regexp_match(u.email, ''('') IS NULL', 'to_date(u.email, ''YYYY'') IS NULL', 'set_config(''leak.seen'', u.email, true) IS NULL', 'query_to_xml(u.email, true, true, '''') IS NULL',
    'pg_notify(''leak'', u.email) IS NULL', 'pg_advisory_xact_lock_shared(hashtext(u.email)) IS NULL', 'pg_sleep(length(u.email)) IS NULL']) AS condition;
SELECT world.try('… nor by an index condition', 'other client', $$SELECT count(*) FROM coaching.bookings WHERE client_id = world.id('C') AND notes::int = 1$$, '0');
SELECT world.try('… nor in the values of an UPDATE', 'other client', $$UPDATE coaching.users SET locale = (1 / (length(email) - length(email)))::text WHERE id = world.id('C')$$, '0 rows');

-- The catalog.
SELECT world.try('no statistics about ours: ' || view, 'other client', format($$SELECT count(*) FROM %s WHERE schemaname = 'coaching'$$, view), '0')
FROM unnest(ARRAY['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs']) AS view;
SELECT world.try('the statistics themselves are closed: ' || name, 'other client', format('SELECT count(*) FROM %s', name), 'denied')
FROM unnest(ARRAY['pg_statistic', 'pg_statistic_ext_data', 'pg_authid']) AS name;
SELECT world.try('what was found by ANALYZE is nobody''s to refresh or look for', 'other client', $$SELECT count(*) FROM pg_class WHERE relnamespace = 'coaching'::regnamespace AND relacl::text ~ 'authenticated=[^/]*[Ddxtm]'
    AND relkind = 'r' AND relacl::text ~ 'authenticated=[^/]*[Dxt]'$$, '0');

-- What errors say.
SELECT world.line(format('the error tells no contents: %s', statement), coalesce(o.sqlstate, 'none') || coalesce(' ' || substring(o.message FROM '[a-z]@example\.org|Person [A-Z]|reason of .*|notes of .*'), ''), wanted)
FROM (VALUES
    ('own trainer', $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, override_availability) VALUES (world.id('T'), world.id('C'), '2040-01-01 10:00+00', true)$$, 'PT409'),
    ('client', $$INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (world.id('U'), world.id('C'), '2040-01-01 10:00+00')$$, 'PT409'),
    ('client', $$INSERT INTO coaching.workout_logs (id, client_id) VALUES (world.id('UO'), world.id('C'))$$, '23505'),
    ('client', $$INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name) VALUES (world.id('C'), world.id('UO'), 'x')$$, 'PT404'),
    ('client', $$INSERT INTO coaching.workout_progress (client_id, log_id, exercise_name) VALUES (world.id('C'), world.id('Q'), 'x')$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (world.id('UO'), 'x')$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.workout_plans (relationship_id, title) VALUES (world.id('Q'), 'x')$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.trainer_session_notes (booking_id, feedback) VALUES (world.id('cUO'), 'x')$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.trainer_session_notes (booking_id, feedback) VALUES (world.id('Q'), 'x')$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.program_exercises (program_id, day_of_week, exercise_name) VALUES (world.id('UO'), 'Monday', 'x')$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.program_exercises (program_id, day_of_week, exercise_name) VALUES (world.id('Q'), 'Monday', 'x')$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (world.id('T'), world.id('kU'), 1)$$, 'PT404'),
    ('own trainer', $$INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (world.id('T'), world.id('Q'), 1)$$, 'PT404'),
    ('client', $$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (world.id('C'), world.id('N'))$$, 'PT404'),
    ('client', $$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (world.id('C'), world.id('Q'))$$, 'PT404')) AS v (kind, statement, wanted),
    LATERAL world.attempt(v.kind, v.statement) AS o;

-- Settings of a session change nothing but what it says about itself.
SELECT world.try(format('%s = %s gives nobody more', setting, value), 'other client', format($$SELECT (SELECT set_config(%L, %L, true)) IS NULL OR EXISTS (SELECT FROM coaching.users WHERE id = world.id('C'))$$, setting, value), wanted)
FROM (VALUES ('coaching.notify', 'on', 'no'), ('coaching.admin', 'true', '42602'), ('coaching.trusted', 'on', '42602'), ('request.jwt.claim.role', 'service_role', 'no'), ('request.jwt.claim.sub', '', 'no'),
    ('plan_cache_mode', 'force_generic_plan', 'no'), ('enable_indexscan', 'off', 'no'), ('search_path', 'pg_temp, coaching', 'no')) AS s (setting, value, wanted);

-- Claims beyond those of identity.sql.
SELECT world.try_token('the claims ' || said || ' make no admin', claims, '', 'SELECT coaching.is_admin()', wanted)
FROM (VALUES ('with a subject too long', jsonb_build_object('sub', repeat('x', 1000000))::text, 'no'), ('nested a thousand deep', '{"a":' || repeat('[', 1000) || repeat(']', 1000) || '}', 'no'),
    ('nested without end', '{"a":' || repeat('[', 1000000), '28000'), ('with a NUL', '{"sub": "\u0000"}', '28000'), ('spelled in escapes', '{"\u0073ub": "00000000-0000-4000-8000-000000000043"}', 'no'),
    ('with half a surrogate', '{"sub": "\ud800"}', '28000'), ('with the subject in braces', '{"sub": "{00000000-0000-4000-8000-000000000043}"}', 'no'), ('with the subject of an admin in another claim', '{"SUB": "00000000-0000-4000-8000-000000000041", "sub": "00000000-0000-4000-8000-000000000043"}', 'no'),
    ('with the subject behind a space', '{"sub": " 00000000-0000-4000-8000-000000000041"}', 'no'), ('with a number for a subject', '{"sub": 41}', '28000'), ('with a megabyte beside', jsonb_build_object('sub', world.id('C'), 'x', repeat('x', 1000000))::text, 'no')) AS c (said, claims, wanted);
