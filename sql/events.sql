-- events: the notifications outbox, waking listeners, pruning, realtime.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('cora');

-- Whatever happens between a trainer and a client is told to both, in the transaction that did it.
CALL be('ada');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
CALL be('carl');
UPDATE coaching.trainer_clients SET status = 'paused';
UPDATE coaching.trainer_clients SET status = 'active';
UPDATE coaching.trainer_clients SET status = 'completed';
CALL be('tina');
INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (id('tina'), id('cora'));
CALL be('cora');
UPDATE coaching.trainer_clients SET status = 'terminated';
CALL be_trusted();
SELECT kind, string_agg(who(user_id), ', ' ORDER BY who(user_id)) AS told,
    bool_and(payload ? 'relationship_id') AS names_it,
    min(who((payload ->> 'trainer_id')::uuid)) AS trainer, min(who((payload ->> 'client_id')::uuid)) AS client
FROM coaching.notifications GROUP BY kind ORDER BY min(id::text);
BEGIN;
DELETE FROM coaching.notifications;
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
SELECT count(*) FROM coaching.notifications;
ROLLBACK;
SELECT count(*) FROM coaching.notifications;

-- People see their own notifications and mark them read; nothing else about them is theirs to write.
CALL be('carl');
SELECT count(*) AS mine, count(*) FILTER (WHERE who(user_id) <> 'carl') AS others FROM coaching.notifications;
SELECT coaching.mark_notifications_read(ARRAY(SELECT id FROM coaching.notifications ORDER BY id LIMIT 2)) AS read;
SELECT coaching.mark_notifications_read(ARRAY(SELECT id FROM coaching.notifications ORDER BY id LIMIT 3)) AS newly_read;
SELECT coaching.mark_notifications_read('{}') AS read;
SELECT count(*) AS unread FROM coaching.notifications WHERE read_at IS NULL;
SELECT attempt('UPDATE coaching.notifications SET read_at = now() WHERE read_at IS NULL');
SELECT attempt('UPDATE coaching.notifications SET read_at = NULL');
SELECT attempt('UPDATE coaching.notifications SET delivered_at = now()');
SELECT attempt($$UPDATE coaching.notifications SET payload = '{}'$$);
SELECT attempt('DELETE FROM coaching.notifications');
SELECT attempt($$INSERT INTO coaching.notifications (user_id, kind) VALUES (id('carl'), 'assignment.created')$$);
SELECT attempt('SELECT coaching.claim_notifications()');
SELECT attempt('SELECT coaching.finish_notification(id) FROM coaching.notifications LIMIT 1');
SELECT attempt($$SELECT coaching.prune_events('1 day')$$);
-- another's are passed over
CALL be_trusted();
SELECT array_agg(id) AS of_tina FROM coaching.notifications WHERE who(user_id) = 'tina' \gset
CALL be('carl');
SELECT coaching.mark_notifications_read(:'of_tina') AS read;
CALL be_nobody();
SELECT attempt('SELECT * FROM coaching.notifications');
SET ROLE authenticated;
SELECT attempt($$SELECT coaching.mark_notifications_read('{}')$$);

-- A worker claims, oldest first; what it holds nobody else gets.
CALL be_trusted();
TRUNCATE coaching.notifications;
INSERT INTO coaching.notifications (id, user_id, kind)
    SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, id('carl'), 'test.' || n FROM generate_series(1, 5) n;
SELECT kind, attempts, claimed_until > now() + '55 s' AS for_a_minute FROM coaching.claim_notifications(2) ORDER BY kind;
SELECT kind FROM coaching.claim_notifications(2) ORDER BY kind;
SELECT kind FROM coaching.claim_notifications() ORDER BY kind;
SELECT count(*) AS left_over FROM coaching.claim_notifications();

-- When the lease ends, whoever comes gets it.
UPDATE coaching.notifications SET claimed_until = now() - interval '1 second' WHERE kind IN ('test.1', 'test.4');
SELECT kind, attempts FROM coaching.claim_notifications(10, '1 hour') ORDER BY kind;

-- Delivered is over; an error keeps it for another attempt after its lease.
SELECT coaching.finish_notification('00000000-0000-7000-8000-000000000001');
SELECT coaching.finish_notification('00000000-0000-7000-8000-000000000002', 'no route to host');
SELECT kind, delivered_at IS NOT NULL AS delivered, last_error, attempts FROM coaching.notifications ORDER BY kind;
UPDATE coaching.notifications SET claimed_until = now() - interval '1 second';
SELECT string_agg(kind, ' ' ORDER BY kind) AS claimed FROM coaching.claim_notifications();
-- a later success forgets the error
SELECT coaching.finish_notification('00000000-0000-7000-8000-000000000002');
SELECT delivered_at IS NOT NULL AS delivered, last_error FROM coaching.notifications WHERE kind = 'test.2';
-- finishing twice is no error, and a late error does not undo a delivery
SELECT coaching.finish_notification('00000000-0000-7000-8000-000000000002', 'too late');
SELECT delivered_at IS NOT NULL AS delivered, last_error FROM coaching.notifications WHERE kind = 'test.2';
SELECT attempt($$SELECT coaching.finish_notification('00000000-0000-7000-8000-000000000099')$$);
SELECT attempt('SELECT coaching.finish_notification(NULL)');

-- After ten attempts it is left alone.
UPDATE coaching.notifications SET claimed_until = NULL, attempts = 9 WHERE kind = 'test.3';
SELECT kind, attempts FROM coaching.claim_notifications();
UPDATE coaching.notifications SET claimed_until = NULL WHERE kind = 'test.3';
SELECT kind FROM coaching.claim_notifications();

-- An admin may claim as well; sizes and leases must make sense.
CALL be('ada');
SELECT count(*) FROM coaching.claim_notifications(1);
SELECT attempt('SELECT coaching.claim_notifications(0)');
SELECT attempt('SELECT coaching.claim_notifications(-1)');
SELECT attempt('SELECT coaching.claim_notifications(NULL)');
SELECT attempt($$SELECT coaching.claim_notifications(1, '0')$$);
SELECT attempt($$SELECT coaching.claim_notifications(1, '-1 minute')$$);
SELECT attempt($$SELECT coaching.claim_notifications(1, NULL)$$);
SELECT attempt('SELECT coaching.claim_notifications(2147483647)');

-- prune_events takes what is old and over: delivered, or given up; never what still waits.
CALL be_trusted();
TRUNCATE coaching.notifications, coaching.audit_log;
INSERT INTO coaching.notifications (user_id, kind, created_at, delivered_at, attempts) VALUES
    (id('carl'), 'old, delivered', now() - interval '40 days', now(), 1),
    (id('carl'), 'old, given up', now() - interval '40 days', NULL, 10),
    (id('carl'), 'old, waiting', now() - interval '40 days', NULL, 3),
    (id('carl'), 'young, delivered', now() - interval '20 days', now(), 1);
INSERT INTO coaching.audit_log (actor, database_role, at, table_name, operation, row_id, changes) VALUES
    (id('carl'), 'x', now() - interval '40 days', 'users', 'UPDATE', 'old', '{}'),
    (id('carl'), 'x', now() - interval '20 days', 'users', 'UPDATE', 'young', '{}');
CALL be('ada');
SELECT coaching.prune_events('30 days');
SELECT coaching.prune_events('30 days');
SELECT attempt($$SELECT coaching.prune_events('0')$$);
SELECT attempt($$SELECT coaching.prune_events('-30 days')$$);
SELECT attempt($$SELECT coaching.prune_events(NULL)$$);
CALL be_trusted();
SELECT kind FROM coaching.notifications ORDER BY kind;
SELECT row_id FROM coaching.audit_log ORDER BY row_id;

-- Nobody is woken unless the setting says so.
SHOW coaching.notify;

-- enable_realtime adds what an app listens to, where there is a publication.
SELECT attempt('SELECT coaching.enable_realtime()');
SET client_min_messages = error;
CREATE PUBLICATION supabase_realtime;
SET client_min_messages = warning;
SELECT coaching.enable_realtime();
SELECT coaching.enable_realtime();
SELECT tablename FROM pg_publication_tables WHERE pubname = 'supabase_realtime' ORDER BY 1;
CALL be('ada');
SELECT attempt('SELECT coaching.enable_realtime()');
SET ROLE service_role;
RESET coaching.user_id;
SELECT attempt('SELECT coaching.enable_realtime()');
RESET ROLE;
SET coaching.user_id = '11111111-2222-4333-8444-555555555555';
SELECT attempt('SELECT coaching.enable_realtime()');
RESET coaching.user_id;
DROP PUBLICATION supabase_realtime;
