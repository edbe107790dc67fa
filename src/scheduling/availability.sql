-- scheduling: when trainers are available, and which of them are.

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
