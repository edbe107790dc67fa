-- scheduling: sessions booked.

CREATE FUNCTION coaching.session_range(
    session_date timestamptz, duration_minutes integer, before_minutes integer DEFAULT 0,
    after_minutes integer DEFAULT 0) RETURNS tstzrange
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_session_range';
COMMENT ON FUNCTION coaching.session_range(timestamptz, integer, integer, integer) IS
    'The time a session takes, [start, end), with so many minutes before and after it. NULL for infinite times and times no calendar has.';

-- The server parses every CHECK anew for every statement, a tenth of what booking costs: lengths of
-- texts and of the session, words, and columns that bookings_judge alone writes are left to that trigger.
CREATE TABLE coaching.bookings (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    client_package_id uuid,
    session_date timestamptz NOT NULL,
    duration_minutes integer NOT NULL DEFAULT 60,
    buffer_before_minutes integer NOT NULL DEFAULT 0,
    buffer_after_minutes integer NOT NULL DEFAULT 0,
    cancellation_window interval NOT NULL DEFAULT '0',
    status text NOT NULL DEFAULT 'scheduled'
        CHECK (status IN ('scheduled', 'confirmed', 'completed', 'cancelled', 'no_show')),
    session_mode text,
    location text,
    notes text,
    series_id uuid,
    override_availability boolean NOT NULL DEFAULT false,
    cancelled_by text,
    cancelled_at timestamptz,
    cancel_reason text,
    late_cancel boolean NOT NULL DEFAULT false,
    late_cancel_waived boolean NOT NULL DEFAULT false,
    idempotency_key uuid,
    idempotency_digest bytea,
    version integer NOT NULL DEFAULT 0,
    during tstzrange NOT NULL GENERATED ALWAYS AS (coaching.session_range(session_date, duration_minutes)) STORED,
    held tstzrange NOT NULL GENERATED ALWAYS AS (
        coaching.session_range(session_date, duration_minutes, buffer_before_minutes, buffer_after_minutes)) STORED,
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT bookings_client_key UNIQUE (id, client_id),
    CONSTRAINT bookings_lot_fkey FOREIGN KEY (client_package_id, client_id)
        REFERENCES coaching.client_packages (id, client_id),
    CONSTRAINT bookings_trainer_free EXCLUDE USING gist (trainer_id WITH =, held WITH &&)
        WHERE (status IN ('scheduled', 'confirmed', 'completed')),
    CONSTRAINT bookings_client_free EXCLUDE USING gist (client_id WITH =, during WITH &&)
        WHERE (status IN ('scheduled', 'confirmed', 'completed'))
);
CREATE INDEX bookings_trainer_idx ON coaching.bookings (trainer_id, session_date);
CREATE INDEX bookings_client_idx ON coaching.bookings (client_id, session_date);
CREATE INDEX bookings_lot_idx ON coaching.bookings (client_package_id, client_id);
CREATE INDEX bookings_series_idx ON coaching.bookings (series_id, session_date) WHERE series_id IS NOT NULL;
CREATE UNIQUE INDEX bookings_idempotency_key ON coaching.bookings (client_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL;

COMMENT ON TABLE coaching.bookings IS
    'Sessions booked. A trainer''s never overlap with their buffers, nor do a client''s, whoever books; a cancelled one keeps its row. A plain INSERT is judged exactly as book_session, an UPDATE as the function for it. Seen by the two people and admins.';
COMMENT ON COLUMN coaching.bookings.id IS 'The booking; stays the same when it is moved.';
COMMENT ON COLUMN coaching.bookings.trainer_id IS 'users.id of the trainer. Changed by transfers alone.';
COMMENT ON COLUMN coaching.bookings.client_id IS 'users.id of the client; never changes.';
COMMENT ON COLUMN coaching.bookings.client_package_id IS
    'The lot that pays. NULL on insert means the one that expires first and is valid when the session starts, if there is one; settled then.';
COMMENT ON COLUMN coaching.bookings.session_date IS 'When the session starts.';
COMMENT ON COLUMN coaching.bookings.duration_minutes IS 'How long it takes, in minutes, 1 to 1440.';
COMMENT ON COLUMN coaching.bookings.buffer_before_minutes IS 'Maintained: the trainer''s buffer when it was booked or moved.';
COMMENT ON COLUMN coaching.bookings.buffer_after_minutes IS 'Maintained: the trainer''s buffer when it was booked or moved.';
COMMENT ON COLUMN coaching.bookings.cancellation_window IS 'Maintained: the trainer''s cancellation_window when it was booked or moved; later changes leave it alone.';
COMMENT ON COLUMN coaching.bookings.status IS
    'scheduled → confirmed (by trainer or house) → completed, cancelled or no_show; confirming may be left out. A session the client moves, or that goes to another trainer, is scheduled again.';
COMMENT ON COLUMN coaching.bookings.session_mode IS 'gym, online or home_visit. NULL on insert means what the hours say, then and where it moves.';
COMMENT ON COLUMN coaching.bookings.location IS 'Where. NULL on insert means what the hours say, then and where it moves.';
COMMENT ON COLUMN coaching.bookings.notes IS 'For both sides.';
COMMENT ON COLUMN coaching.bookings.series_id IS 'What sessions booked together have in common.';
COMMENT ON COLUMN coaching.bookings.override_availability IS 'Booked by staff outside of the trainer''s hours, or in time off.';
COMMENT ON COLUMN coaching.bookings.cancelled_by IS 'Maintained: client, trainer, admin or system.';
COMMENT ON COLUMN coaching.bookings.cancelled_at IS 'Maintained: when it was cancelled.';
COMMENT ON COLUMN coaching.bookings.cancel_reason IS 'Why it was cancelled.';
COMMENT ON COLUMN coaching.bookings.late_cancel IS
    'Maintained: the client cancelled later than cancellation_window before the session; its credit is forfeited unless staff waives that.';
COMMENT ON COLUMN coaching.bookings.late_cancel_waived IS 'Staff have forgiven the late cancellation: the forfeited credit went back.';
COMMENT ON COLUMN coaching.bookings.idempotency_key IS 'The caller''s name for the booking: repeating book_session with it gives this row.';
COMMENT ON COLUMN coaching.bookings.idempotency_digest IS 'Maintained: what the first call with the key asked for.';
COMMENT ON COLUMN coaching.bookings.version IS 'Maintained: how often it changed; SEQUENCE of the calendar feed.';
COMMENT ON COLUMN coaching.bookings.during IS 'Maintained: the session, [start, end).';
COMMENT ON COLUMN coaching.bookings.held IS 'Maintained: the session and its buffers.';
COMMENT ON COLUMN coaching.bookings.metadata IS 'The app''s own data about the booking, a JSON object.';
COMMENT ON COLUMN coaching.bookings.created_at IS 'When it was booked.';
COMMENT ON COLUMN coaching.bookings.updated_at IS 'Maintained: when the row last changed.';

ALTER TABLE coaching.package_ledger ADD CONSTRAINT package_ledger_booking_fkey
    FOREIGN KEY (booking_id, client_id) REFERENCES coaching.bookings (id, client_id);

CREATE FUNCTION coaching.judge_booking() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_booking';
COMMENT ON FUNCTION coaching.judge_booking() IS
    'Trigger: locks trainer and client in the order of their ids and judges the booking or its change: who, hours, time off, notice, horizon, block, relationship, package, and what is booked already. Errors: permission_denied, blocked, not_found, insufficient_credits, booking_conflict, not_available, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER bookings_judge BEFORE INSERT OR UPDATE ON coaching.bookings
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_booking();
CREATE TRIGGER bookings_not_erased BEFORE UPDATE OF notes, location, cancel_reason, metadata ON coaching.bookings
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id,client_id', 'notes,location,cancel_reason,metadata');
CREATE TRIGGER bookings_history BEFORE DELETE ON coaching.bookings
    FOR EACH ROW EXECUTE FUNCTION coaching.keep_history();
CREATE TRIGGER bookings_touch BEFORE UPDATE ON coaching.bookings
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();

CREATE FUNCTION coaching.follow_booking() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_follow_booking';
COMMENT ON FUNCTION coaching.follow_booking() IS
    'Trigger: moves the credit, counts completed sessions, tells both sides. Errors: insufficient_credits, illegal_transition.';
CREATE TRIGGER bookings_follow AFTER INSERT OR UPDATE ON coaching.bookings
    FOR EACH ROW EXECUTE FUNCTION coaching.follow_booking();
CREATE TRIGGER bookings_follow_truncate AFTER TRUNCATE ON coaching.bookings
    FOR EACH STATEMENT EXECUTE FUNCTION coaching.follow_booking();
CREATE TRIGGER bookings_audit AFTER INSERT OR UPDATE ON coaching.bookings
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id',
        '-version', '-during', '-held', '-idempotency_digest');

-- What happens elsewhere and concerns bookings.

CREATE FUNCTION coaching.announce_time_off() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_time_off';
COMMENT ON FUNCTION coaching.announce_time_off() IS
    'Trigger: tells both sides of every session that time off newly falls upon.';
CREATE TRIGGER trainer_time_off_announce AFTER INSERT OR UPDATE ON coaching.trainer_time_off
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_time_off();

-- Sessions are locked before the people: whoever moves a session directly holds its row when it
-- comes to lock the people. The name makes it fire before what judges and locks them.
CREATE FUNCTION coaching.hold_bookings() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_hold_bookings';
COMMENT ON FUNCTION coaching.hold_bookings() IS
    'Trigger: locks the sessions to come of two people whose relationship ends, then the client.';
CREATE TRIGGER trainer_clients_bookings BEFORE UPDATE OF status ON coaching.trainer_clients
    FOR EACH ROW WHEN (new.status IN ('completed', 'terminated') AND old.status IS DISTINCT FROM new.status)
    EXECUTE FUNCTION coaching.hold_bookings();

-- Credits come after the trainer's profile in the order of locks: the name makes it fire after what
-- counts the clients there.
CREATE FUNCTION coaching.cancel_bookings() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_cancel_bookings';
COMMENT ON FUNCTION coaching.cancel_bookings() IS
    'Trigger: when a relationship ends, its sessions to come are cancelled and their credits given back.';
CREATE TRIGGER trainer_clients_end_bookings AFTER UPDATE OF status ON coaching.trainer_clients
    FOR EACH ROW WHEN (new.status IN ('completed', 'terminated') AND old.status IS DISTINCT FROM new.status)
    EXECUTE FUNCTION coaching.cancel_bookings();

CREATE FUNCTION coaching.book_session(
    trainer_id uuid, client_id uuid, session_date timestamptz, duration_minutes integer DEFAULT 60,
    client_package_id uuid DEFAULT NULL, session_mode text DEFAULT NULL, location text DEFAULT NULL,
    notes text DEFAULT NULL, override_availability boolean DEFAULT false,
    idempotency_key uuid DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_book_session';
COMMENT ON FUNCTION coaching.book_session(uuid, uuid, timestamptz, integer, uuid, text, text, text, boolean, uuid) IS
    'Books a session and gives its id: by the client, the trainer or an admin, for an active client. Without a named package the lot that expires first and is valid then pays, if there is one (must there be one: setting packages_required). Staff may book at any notice, and outside of hours with override_availability; nobody over another session. The same idempotency_key again gives the first booking and does nothing more. Errors: permission_denied, blocked, not_found, insufficient_credits, booking_conflict, not_available (reason: inactive, outside_hours, time_off, too_soon, too_far), relationship_error, invalid_argument.';
CREATE FUNCTION coaching.confirm_booking(booking_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_confirm_booking';
COMMENT ON FUNCTION coaching.confirm_booking(uuid) IS
    'Confirms a scheduled session. For the trainer and admins. Errors: permission_denied, not_found, illegal_transition.';
CREATE FUNCTION coaching.reschedule_booking(
    booking_id uuid, session_date timestamptz, duration_minutes integer DEFAULT NULL,
    override_availability boolean DEFAULT false) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_reschedule_booking';
COMMENT ON FUNCTION coaching.reschedule_booking(uuid, timestamptz, integer, boolean) IS
    'Moves a session, and changes its length unless duration_minutes is NULL; the booking and its credit stay. The new time is judged as a new booking is. A client moves it no later than the trainer''s cancellation_window before it (reason too_late), and a moved session waits for confirmation again. Errors: permission_denied, blocked, not_found, insufficient_credits, booking_conflict, not_available, relationship_error, illegal_transition, invalid_argument.';
CREATE FUNCTION coaching.cancel_booking(
    booking_id uuid, reason text DEFAULT NULL, waive boolean DEFAULT false) RETURNS jsonb
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_cancel_booking';
COMMENT ON FUNCTION coaching.cancel_booking(uuid, text, boolean) IS
    'Cancels a session: {"late": …, "refunded": …}. Its credit returns to its own package, unless the client cancels later than the trainer''s cancellation_window before the session: then it is forfeited. waive, for staff, gives it back also after that. Errors: permission_denied, not_found, illegal_transition, invalid_argument.';
CREATE FUNCTION coaching.complete_booking(booking_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_complete_booking';
COMMENT ON FUNCTION coaching.complete_booking(uuid) IS
    'Marks a session as having taken place, from its start on: its credit is used, and the trainer''s sessions_completed counts it, once. For the trainer and admins. Errors: permission_denied, not_found, illegal_transition.';
CREATE FUNCTION coaching.mark_no_show(booking_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_mark_no_show';
COMMENT ON FUNCTION coaching.mark_no_show(uuid) IS
    'Marks a session to which the client did not come, from its start on: its credit is forfeited. For the trainer and admins. Errors: permission_denied, not_found, illegal_transition.';
CREATE FUNCTION coaching.book_series(
    trainer_id uuid, client_id uuid, session_date timestamptz, weeks integer,
    duration_minutes integer DEFAULT 60, on_conflict text DEFAULT 'all',
    client_package_id uuid DEFAULT NULL)
    RETURNS TABLE (session_date timestamptz, booking_id uuid, code text, message text)
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_book_series';
COMMENT ON FUNCTION coaching.book_series(uuid, uuid, timestamptz, integer, integer, text, uuid) IS
    'Books weekly sessions (1 to 260) at the same time of the trainer''s clock, also across changes of the clocks; they share a series_id. on_conflict: all books every date or, with the error of the first that cannot be, none; skip books what it can, and code says per date why not (booked, or what book_session''s error says). Errors: as of book_session.';
CREATE FUNCTION coaching.cancel_series(
    series_id uuid, not_before timestamptz DEFAULT NULL, reason text DEFAULT NULL) RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_cancel_series';
COMMENT ON FUNCTION coaching.cancel_series(uuid, timestamptz, text) IS
    'Cancels the sessions of a series that are still to come and start at or after not_before (NULL: all), each as cancel_booking does; says how many. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.time_off_conflicts(time_off_id uuid) RETURNS SETOF coaching.bookings
    LANGUAGE c STABLE PARALLEL SAFE ROWS 10 AS 'MODULE_PATHNAME', 'coaching_time_off_conflicts';
COMMENT ON FUNCTION coaching.time_off_conflicts(uuid) IS
    'The sessions still open that time off falls upon. For the trainer and admins. Error: not_found.';
