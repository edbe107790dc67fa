-- Nobody writes rows in another's name, or reaches rows by a detour.

SELECT world.try('a client cannot write a profile for another client', 'client',
    $$INSERT INTO coaching.client_profiles (client_id) VALUES (world.id('N'))$$, 'permission_denied');
SELECT world.try('a trainer cannot write a profile for a client', 'own trainer',
    $$INSERT INTO coaching.client_profiles (client_id) VALUES (world.id('C'))$$, 'permission_denied',
    $$DELETE FROM coaching.client_profiles WHERE client_id = world.id('C')$$);
SELECT world.try('a trainer cannot propose in another trainer''s name', 'own trainer',
    $$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (world.id('U'), world.id('N'))$$, 'permission_denied');
SELECT world.try('a client cannot propose in a trainer''s name', 'client',
    $$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (world.id('U'), world.id('C'))$$, 'permission_denied');
SELECT world.try('a trainer cannot start a relationship without the client', 'own trainer',
    $$INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES (world.id('T'), world.id('N'), 'active')$$, 'permission_denied');
SELECT world.try('a trainer cannot accept their own proposal', 'own trainer',
    $$UPDATE coaching.trainer_clients SET status = 'active' WHERE id = world.id('TN')$$, 'permission_denied',
    $$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id) VALUES (world.id('TN'), world.id('T'), world.id('N'))$$);
SELECT world.try('a trainer cannot grant themselves what the client withholds', 'own trainer',
    $$UPDATE coaching.trainer_clients SET can_view_progress = true WHERE id = world.id('TC')$$, 'permission_denied',
    $$UPDATE coaching.trainer_clients SET can_view_progress = false WHERE id = world.id('TC')$$);
SELECT world.try('a trainer cannot resume what the client paused', 'paused trainer',
    $$UPDATE coaching.trainer_clients SET status = 'active' WHERE id = world.id('PC')$$, 'permission_denied',
    $$UPDATE coaching.trainer_clients SET paused_by = 'client' WHERE id = world.id('PC')$$);
SELECT world.try('a trainer cannot reopen what has ended', 'ended trainer',
    $$UPDATE coaching.trainer_clients SET status = 'active' WHERE id = world.id('EC')$$, 'illegal_transition');
SELECT world.try('a blocked trainer cannot write to the client through the ended relationship', 'blocked trainer',
    $$UPDATE coaching.trainer_clients SET coach_notes = 'I know where you train' WHERE id = world.id('BC')$$, 'permission_denied');
SELECT world.try('a blocked trainer cannot propose again', 'blocked trainer',
    $$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (world.id('B'), world.id('C'))$$, 'blocked');
SELECT world.try('a blocked trainer cannot lift the block', 'blocked trainer',
    $$DELETE FROM coaching.user_blocks$$, '0 rows');
SELECT world.try('a relationship cannot be turned on another client', 'own trainer',
    $$UPDATE coaching.trainer_clients SET client_id = world.id('O') WHERE id = world.id('TC')$$, 'invalid_argument');
SELECT world.try('a relationship cannot be taken over by another trainer', 'own trainer',
    $$UPDATE coaching.trainer_clients SET trainer_id = world.id('U') WHERE id = world.id('TC')$$, 'permission_denied');
SELECT world.try('a block cannot be put in another''s name', 'client',
    $$INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (world.id('O'), world.id('U'))$$, 'permission_denied');
SELECT world.try('a block cannot be moved to another blocker', 'client',
    $$UPDATE coaching.user_blocks SET blocker_id = world.id('O')$$, 'permission_denied');
SELECT world.try('a profile cannot be given away', 'own trainer',
    $$UPDATE coaching.trainer_profiles SET trainer_id = world.id('N')$$, 'invalid_argument');
SELECT world.try('a notification cannot be given away', 'client',
    $$UPDATE coaching.notifications SET user_id = world.id('O')$$, 'denied');

-- ON CONFLICT.
SELECT world.try('an upsert cannot land on another client''s profile', 'client',
    $$INSERT INTO coaching.client_profiles (client_id, goals) VALUES (world.id('O'), '{mine}')
      ON CONFLICT (client_id) DO UPDATE SET goals = excluded.goals$$, 'permission_denied');
SELECT world.try('an upsert cannot land on a row one may only read', 'own trainer',
    $$INSERT INTO coaching.client_profiles (client_id, goals) VALUES (world.id('C'), '{mine}')
      ON CONFLICT (client_id) DO UPDATE SET goals = excluded.goals$$, 'permission_denied');
SELECT world.try('an upsert cannot land on another trainer''s profile', 'own trainer',
    $$INSERT INTO coaching.trainer_profiles (trainer_id, bio) VALUES (world.id('U'), 'bad')
      ON CONFLICT (trainer_id) DO UPDATE SET bio = excluded.bio$$, 'permission_denied');
SELECT world.try('an upsert cannot land on a relationship of others by its id', 'own trainer',
    $$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id) VALUES (world.id('UO'), world.id('T'), world.id('N'))
      ON CONFLICT (id) DO UPDATE SET coach_notes = 'mine'$$, '42501');
SELECT world.try('an upsert on one''s own row works', 'client',
    $$INSERT INTO coaching.client_profiles (client_id, goals) VALUES (world.id('C'), '{mine}')
      ON CONFLICT (client_id) DO UPDATE SET client_id = excluded.client_id, goals = excluded.goals$$, '1 row');

-- RETURNING, subqueries, joins and row addresses.
SELECT world.try('UPDATE … RETURNING touches and shows one''s own row only', 'client',
    $$WITH changed AS (UPDATE coaching.users SET locale = 'de' RETURNING id) SELECT string_agg(id::text, ' ') FROM changed$$, 'C');
SELECT world.try('DELETE … RETURNING shows nothing of others', 'other client',
    $$WITH gone AS (DELETE FROM coaching.client_profiles RETURNING client_id) SELECT string_agg(client_id::text, ' ') FROM gone$$, 'O');
SELECT world.try('UPDATE … FROM reads no hidden rows', 'own trainer',
    $$WITH changed AS (UPDATE coaching.trainer_profiles p SET headline = u.email FROM coaching.users u
      WHERE p.trainer_id = world.id('T') AND u.id = world.id('O') RETURNING p.headline) SELECT string_agg(headline, ' ') FROM changed$$, '-');
SELECT world.try('DELETE … USING reads no hidden rows', 'client',
    $$WITH gone AS (DELETE FROM coaching.client_profiles p USING coaching.user_blocks b WHERE b.blocker_id = world.id('O') RETURNING 1)
      SELECT count(*) FROM gone$$, '0');
SELECT world.try('MERGE matches no hidden rows', 'other client',
    $$MERGE INTO coaching.client_profiles p USING (VALUES (world.id('C'))) AS v (id) ON p.client_id = v.id
      WHEN MATCHED THEN UPDATE SET goals = '{merged}'$$, '0 rows');
SELECT world.try('a row''s address opens no hidden row', 'other client',
    $$SELECT string_agg(u.id::text, ' ' ORDER BY u.id) FROM generate_series(1, 60) AS n, coaching.users u WHERE u.ctid = format('(0,%s)', n)::tid$$, 'O U');
SELECT world.try('a range of addresses opens no hidden row', 'other client',
    $$SELECT string_agg(u.id::text, ' ' ORDER BY u.id) FROM coaching.users u WHERE u.ctid > '(0,0)'$$, 'O U');
SELECT world.try('counting counts what is visible', 'other client', $$SELECT count(*) FROM coaching.users$$, '2');
SELECT world.try('a whole-row reference shows what is visible', 'other client',
    $$SELECT count(u) FROM coaching.users u WHERE u::text LIKE '%@example.org%'$$, '2');
SELECT world.try('the table''s TABLESAMPLE shows what is visible', 'other client',
    $$SELECT count(*) FROM coaching.users TABLESAMPLE SYSTEM (100)$$, '2');
SELECT world.try('locking rows locks no hidden ones', 'other client',
    $$SELECT count(*) FROM (SELECT 1 FROM coaching.client_profiles FOR UPDATE) AS locked$$, '1');
SELECT world.try('statistics about hidden rows stay hidden', 'other client',
    $$SELECT count(*) FROM pg_stats WHERE schemaname = 'coaching'$$, '0');
