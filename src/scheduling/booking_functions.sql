-- scheduling: the functions.

CREATE FUNCTION coaching.is_trainer_available(
    trainer_id uuid, session_date timestamptz, duration_minutes integer DEFAULT 60) RETURNS boolean
    LANGUAGE c STABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'coaching_is_trainer_available';
COMMENT ON FUNCTION coaching.is_trainer_available(uuid, timestamptz, integer) IS
    'Whether the caller could book the trainer then: hours, time off, sessions with their buffers, and for clients notice and horizon. The reasons are told by explain_availability. Errors: not_found, invalid_argument.';
CREATE FUNCTION coaching.explain_availability(
    trainer_id uuid, session_date timestamptz, duration_minutes integer DEFAULT 60,
    OUT code text, OUT params jsonb, OUT message text) RETURNS record
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_explain_availability';
COMMENT ON FUNCTION coaching.explain_availability(uuid, timestamptz, integer) IS
    'Whether the caller could book the trainer then, as is_trainer_available, and why not. The first reason as code: inactive, blocked, outside_hours, time_off, booked, too_soon, too_far, or available; params has the trainer''s time_zone, local_start and local_end, and what is earliest or latest; message is English. Errors: not_found, invalid_argument.';
CREATE FUNCTION coaching.find_booking_conflicts(
    trainer_id uuid, session_date timestamptz, duration_minutes integer DEFAULT 60)
    RETURNS SETOF coaching.bookings
    LANGUAGE c STABLE PARALLEL SAFE ROWS 2 AS 'MODULE_PATHNAME', 'coaching_find_booking_conflicts';
COMMENT ON FUNCTION coaching.find_booking_conflicts(uuid, timestamptz, integer) IS
    'The trainer''s bookings that a session then would meet, buffers counted: all for the trainer and admins, their own for clients. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.get_available_slots(
    trainer_id uuid, from_date date, to_date date, duration_minutes integer DEFAULT 60,
    step_minutes integer DEFAULT NULL)
    RETURNS TABLE (starts_at timestamptz, ends_at timestamptz)
    LANGUAGE c STABLE PARALLEL SAFE ROWS 200 AS 'MODULE_PATHNAME', 'coaching_get_available_slots';
COMMENT ON FUNCTION coaching.get_available_slots(uuid, date, date, integer, integer) IS
    'When a session could start, on dates of the trainer''s calendar, both included, at most 366: every step_minutes (default the trainer''s slot_step_minutes) from the start of each window, where the session fits with its buffers, as is_trainer_available would say. None where the trainer is inactive or a block stands between. Errors: not_found, invalid_argument.';
CREATE FUNCTION coaching.next_available_slot(
    trainer_id uuid, not_before timestamptz DEFAULT now(), duration_minutes integer DEFAULT 60)
    RETURNS timestamptz
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_next_available_slot';
COMMENT ON FUNCTION coaching.next_available_slot(uuid, timestamptz, integer) IS
    'The first time at or after not_before at which a session could start, as get_available_slots would list it; NULL when there is none within the trainer''s horizon, for staff within 366 days. Errors: not_found, invalid_argument.';
CREATE FUNCTION coaching.find_available_trainers(
    session_date timestamptz, duration_minutes integer DEFAULT 60, specializations text[] DEFAULT NULL,
    session_mode text DEFAULT NULL, max_rows integer DEFAULT 50, after text DEFAULT NULL)
    RETURNS TABLE (trainer_id uuid, display_name text, avatar_url text, headline text,
        specializations text[], session_modes text[], hourly_rate numeric, currency text,
        rating_average numeric, rating_count integer, accepts_clients boolean, cursor text)
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_find_available_trainers';
COMMENT ON FUNCTION coaching.find_available_trainers(timestamptz, integer, text[], text, integer, text) IS
    'Trainers of the directory whom the caller could book then, best rated first: any of the specializations, without regard to case; session_mode gym, online or home_visit, offered by the trainer and in hours kept for it. Continues after the row whose cursor is given as after. Error: invalid_argument.';

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
