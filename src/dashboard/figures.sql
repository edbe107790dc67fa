-- dashboard: figures. Each function looks who asks, and then reads the rows of the people in question
-- alone, by index.

CREATE FUNCTION coaching.get_trainer_dashboard_stats(trainer_id uuid) RETURNS jsonb
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_get_trainer_dashboard_stats';
COMMENT ON FUNCTION coaching.get_trainer_dashboard_stats(uuid) IS
    'A trainer''s figures: total_clients (active), active_packages and total_sessions_remaining (lots the trainer holds, active and not past their time), today_sessions, this_week_sessions, this_month_sessions (scheduled, confirmed or completed, by the day they begin in the trainer''s time zone; weeks are ISO weeks, months those of the calendar), total_revenue_this_month (payments less refunds for what the trainer sold, by the day the money moved, in the trainer''s currency; other currencies are left out). For the trainer and admins. Errors: permission_denied, not_found, invalid_argument.';

CREATE FUNCTION coaching.get_admin_dashboard_stats() RETURNS jsonb
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_get_admin_dashboard_stats';
COMMENT ON FUNCTION coaching.get_admin_dashboard_stats() IS
    'The house''s figures: total_trainers (active), total_members (active people who are clients and neither trainers nor admins), total_clients (people with an active trainer), unassigned_members, members_per_trainer (two decimals, NULL without trainers), trainer_to_member_ratio ("3:40"); the figures of get_trainer_dashboard_stats over all trainers, each by the trainer''s own time zone, and revenue_this_month as amounts by currency; trainers, the same of each by name (who works here no more: as long as there are any figures). For admins. Error: permission_denied.';

CREATE FUNCTION coaching.get_trainer_clients(trainer_id uuid, search text DEFAULT NULL, max_rows integer DEFAULT 50, after text DEFAULT NULL)
    RETURNS TABLE (relationship_id uuid, client_id uuid, full_name text, email text, phone text, avatar_url text, status text,
        is_primary boolean, connected_at timestamptz, client_goals text[], active_packages bigint, sessions_remaining bigint,
        last_session_at timestamptz, next_session_at timestamptz, last_workout_at timestamptz, days_since_workout integer,
        week_due integer, week_done integer, compliance numeric, total bigint, cursor text)
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_get_trainer_clients';
COMMENT ON FUNCTION coaching.get_trainer_clients(uuid, text, integer, text) IS
    'A trainer''s clients, a row each: active ones by name, then paused ones; search finds part of the name or e-mail. active_packages and sessions_remaining are of lots good with the trainer now; last_session_at is the latest session with the trainer that has begun and was neither cancelled nor missed, next_session_at the next one to come. last_workout_at is the latest logged (days_since_workout: 0 is today by the client''s calendar), week_due and week_done are the running ISO week ("3/5"), compliance is the percentage done of what was due in it so far and in the three weeks before, NULL where nothing was due; all five are NULL where the client does not let the caller see progress, last_workout_at then tells of workouts if those may be seen. total counts all that match; pass the last cursor as after for the next page. For the trainer and admins. Errors: permission_denied, invalid_argument.';

-- For the views.

CREATE FUNCTION coaching.trainer_schedule(trainer_id uuid)
    RETURNS TABLE (sessions_today bigint, upcoming_sessions bigint, available_sessions bigint)
    LANGUAGE c STABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'coaching_trainer_schedule';
COMMENT ON FUNCTION coaching.trainer_schedule(uuid) IS
    'The figures of trainer_schedule_overview for one trainer. No row for others than the trainer and admins.';

CREATE FUNCTION coaching.client_account(client_id uuid, trainer_id uuid)
    RETURNS TABLE (active_packages bigint, sessions_remaining bigint, last_session_at timestamptz, next_session_at timestamptz)
    LANGUAGE c STABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'coaching_client_account';
COMMENT ON FUNCTION coaching.client_account(uuid, uuid) IS
    'Packages and sessions of a client with a trainer, as in get_trainer_clients. No row for others than the two and admins.';
