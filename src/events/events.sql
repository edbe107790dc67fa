-- events: the notifications outbox, the audit log, realtime.

-- Both are written by triggers alone, with every change of other tables. The server parses each CHECK
-- anew for every statement, so there is none here.
CREATE TABLE coaching.notifications (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    user_id uuid NOT NULL REFERENCES coaching.users (id) ON DELETE CASCADE,
    kind text NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    read_at timestamptz,
    claimed_at timestamptz,
    claimed_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    delivered_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notifications_user_idx ON coaching.notifications (user_id, id);
CREATE INDEX notifications_undelivered_idx ON coaching.notifications (id) WHERE delivered_at IS NULL;
CREATE INDEX notifications_created_idx ON coaching.notifications USING brin (created_at);

COMMENT ON TABLE coaching.notifications IS
    'Outbox: one row per thing a person should hear of, written in the transaction that caused it. Workers deliver with claim_notifications and finish_notification.';
COMMENT ON COLUMN coaching.notifications.id IS 'The notification; ids rise with time.';
COMMENT ON COLUMN coaching.notifications.user_id IS 'Who should hear of it.';
COMMENT ON COLUMN coaching.notifications.kind IS
    'What happened, as subject.event: assignment.created, booking.cancelled …';
COMMENT ON COLUMN coaching.notifications.payload IS 'Ids and facts for the text, a JSON object.';
COMMENT ON COLUMN coaching.notifications.read_at IS 'When the person read it in the app.';
COMMENT ON COLUMN coaching.notifications.claimed_at IS 'Maintained: when a worker last took it.';
COMMENT ON COLUMN coaching.notifications.claimed_until IS
    'Maintained: until when it is that worker''s; afterwards another may take it.';
COMMENT ON COLUMN coaching.notifications.attempts IS
    'Maintained: how often it was claimed; after 10 it is left alone.';
COMMENT ON COLUMN coaching.notifications.last_error IS 'Maintained: why the last attempt failed.';
COMMENT ON COLUMN coaching.notifications.delivered_at IS 'Maintained: when it was delivered.';
COMMENT ON COLUMN coaching.notifications.created_at IS 'When it happened.';

CREATE FUNCTION coaching.wake_listeners() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_wake_listeners';
COMMENT ON FUNCTION coaching.wake_listeners() IS
    'Trigger: NOTIFY coaching_notifications with an empty payload, when the setting coaching.notify is on.';
CREATE TRIGGER notifications_wake AFTER INSERT ON coaching.notifications
    FOR EACH STATEMENT EXECUTE FUNCTION coaching.wake_listeners();

CREATE FUNCTION coaching.claim_notifications(max_rows integer DEFAULT 100, lease interval DEFAULT '1 minute')
    RETURNS SETOF coaching.notifications
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_claim_notifications';
COMMENT ON FUNCTION coaching.claim_notifications(integer, interval) IS
    'Takes up to max_rows undelivered notifications, oldest first, for the length of the lease; rows another worker holds are passed over. A worker that dies loses its claim when the lease ends. For trusted callers and admins. Errors: permission_denied, invalid_argument.';

CREATE FUNCTION coaching.finish_notification(notification_id uuid, error text DEFAULT NULL) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_finish_notification';
COMMENT ON FUNCTION coaching.finish_notification(uuid, text) IS
    'Marks a claimed notification delivered, or with an error keeps it for another attempt once its lease has ended. For trusted callers and admins. Errors: permission_denied, not_found.';

CREATE FUNCTION coaching.mark_notifications_read(notification_ids uuid[]) RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_mark_notifications_read';
COMMENT ON FUNCTION coaching.mark_notifications_read(uuid[]) IS
    'Marks the caller''s own notifications read; gives how many were unread. Ids of others are passed over. Errors: permission_denied, invalid_argument.';

CREATE TABLE coaching.audit_log (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    actor uuid NOT NULL,
    database_role text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    table_name text NOT NULL,
    operation text NOT NULL,
    row_id text NOT NULL CHECK (octet_length(row_id) <= 1000),
    client_id uuid,
    trainer_id uuid,
    changes jsonb NOT NULL
);
CREATE INDEX audit_log_actor_idx ON coaching.audit_log (actor, at);
CREATE INDEX audit_log_row_idx ON coaching.audit_log (row_id, at);
CREATE INDEX audit_log_client_idx ON coaching.audit_log (client_id, at);
-- For export_user and erase_user: every column that names a person leads an index.
CREATE INDEX audit_log_trainer_idx ON coaching.audit_log (trainer_id) WHERE trainer_id IS NOT NULL;
-- Rows come in order of time: for pruning that is all it takes.
CREATE INDEX audit_log_at_idx ON coaching.audit_log USING brin (at);

COMMENT ON TABLE coaching.audit_log IS
    'Who changed what. Written by triggers only; no foreign keys, so that it outlives what it tells of.';
COMMENT ON COLUMN coaching.audit_log.id IS 'The entry; ids rise with time.';
COMMENT ON COLUMN coaching.audit_log.actor IS 'users.id of whoever asked for it; all zeros for a trusted caller, who is no person.';
COMMENT ON COLUMN coaching.audit_log.database_role IS 'The database role of the session.';
COMMENT ON COLUMN coaching.audit_log.at IS 'Time of the transaction.';
COMMENT ON COLUMN coaching.audit_log.table_name IS 'Which table of this extension.';
COMMENT ON COLUMN coaching.audit_log.operation IS 'INSERT, UPDATE or DELETE.';
COMMENT ON COLUMN coaching.audit_log.row_id IS 'Key of the row, as text.';
COMMENT ON COLUMN coaching.audit_log.client_id IS 'The row''s client, where it names one; of a program who was given it, of a request who asks, of a block who blocks.';
COMMENT ON COLUMN coaching.audit_log.trainer_id IS 'The row''s trainer, where it names one; of a program its owner, of a request who is asked, of a block who is blocked.';
COMMENT ON COLUMN coaching.audit_log.changes IS
    'Changed columns only: {"column": [old, new]}; one side is null for an insert or a delete. Secrets stand as "(hidden)".';

CREATE FUNCTION coaching.write_audit() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_write_audit';
COMMENT ON FUNCTION coaching.write_audit() IS
    'Trigger: writes the audit log. Arguments: the key column, then columns whose values are secret, with a leading - columns not worth an entry, and client_id=column or trainer_id=column where the row names them otherwise.';

CREATE TRIGGER users_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.users
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');
CREATE TRIGGER settings_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.settings
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('key');

CREATE FUNCTION coaching.prune_events(older_than interval) RETURNS jsonb
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_prune_events';
COMMENT ON FUNCTION coaching.prune_events(interval) IS
    'Deletes delivered or given-up notifications and audit entries older than the interval; gives how many of each: {"notifications": n, "audit_log": n}. For admins. Errors: permission_denied, invalid_argument.';

CREATE FUNCTION coaching.enable_realtime() RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_enable_realtime';
COMMENT ON FUNCTION coaching.enable_realtime() IS
    'Adds the tables an app listens to (notifications, relationships, requests, invitations, bookings, plans, workouts, insights) to Supabase''s publication supabase_realtime; gives how many were added. For the owner of both. Errors: permission_denied, not_found.';
