-- training: figures. Each function looks whether the caller may see the client's progress, and then
-- reads the client's rows alone, by index. Who may not see them gets nothing: no row, or NULL.

CREATE FUNCTION coaching.get_workout_completion_stats(p_member_id uuid, p_plan_id uuid)
    RETURNS TABLE (total_exercises integer, completed_exercises integer, completion_percentage numeric)
    LANGUAGE c STABLE STRICT PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'coaching_get_workout_completion_stats';
COMMENT ON FUNCTION coaching.get_workout_completion_stats(uuid, uuid) IS
    'How many exercises a client''s plan has, for how many of them the client has logged anything, and the percentage with two decimals (0 where the plan has none, or is not that client''s). No row where the caller may not see the client''s progress.';

CREATE FUNCTION coaching.get_weekly_summary(client_id uuid, week date DEFAULT NULL)
    RETURNS TABLE (due integer, done integer, summary text)
    LANGUAGE c STABLE PARALLEL SAFE ROWS 1 AS 'MODULE_PATHNAME', 'coaching_get_weekly_summary';
COMMENT ON FUNCTION coaching.get_weekly_summary(uuid, date) IS
    'Sessions due and done in the ISO week which the date lies in (left out, the client''s running one), by the client''s calendar, and both in words, “3 of 5”. Due is every day with exercises of a plan in force; done is the number of days with anything logged, at most due. No row where the caller may not see the client''s progress. Error: invalid_argument.';

CREATE FUNCTION coaching.client_compliance(client_id uuid, from_date date, to_date date) RETURNS numeric
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_client_compliance';
COMMENT ON FUNCTION coaching.client_compliance(uuid, date, date) IS
    'Percentage, with two decimals, of the sessions due from one date to another (both included, by the client''s calendar) that were done, week by week, so that extra sessions do not raise it above 100. Days to come are not due yet; today is once something was done. NULL where nothing was due, and where the caller may not see the client''s progress. Error: invalid_argument.';

CREATE FUNCTION coaching.current_streak(client_id uuid) RETURNS integer
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_current_streak';
COMMENT ON FUNCTION coaching.current_streak(uuid) IS
    'The number of weeks, back from now, in which the client did everything that was due. Weeks without anything due do not end it; the running week only adds. NULL where the caller may not see the client''s progress.';

CREATE FUNCTION coaching.progress_series(client_id uuid, exercise_name text, from_date date, to_date date, bucket text DEFAULT 'week')
    RETURNS TABLE (bucket_start date, volume numeric, best_weight numeric, best_e1rm numeric, sessions integer)
    LANGUAGE c STABLE PARALLEL SAFE ROWS 50 AS 'MODULE_PATHNAME', 'coaching_progress_series';
COMMENT ON FUNCTION coaching.progress_series(uuid, text, date, date, text) IS
    'An exercise (in any case) from one date to another, both included, by the client''s calendar: a row for every day, ISO week or month (bucket), of which the first and the last count their days inside the dates alone. Volume is sets × repetitions × weight in kg, best_e1rm the best one-repetition maximum by Epley; warm-ups are left out. Where there was no session the rest is NULL. At most 10,000 rows; none where the caller may not see the client''s progress. Error: invalid_argument.';

CREATE FUNCTION coaching.personal_records(client_id uuid)
    RETURNS TABLE (exercise_name text, record text, value numeric, unit text, weight numeric, repetitions integer,
        achieved_at timestamptz, progress_id uuid, log_id uuid)
    LANGUAGE c STABLE STRICT PARALLEL SAFE ROWS 100 AS 'MODULE_PATHNAME', 'coaching_personal_records';
COMMENT ON FUNCTION coaching.personal_records(uuid) IS
    'The client''s records, by exercise: heaviest_weight, most_repetitions with each weight (0: without), best_e1rm (Epley, of at most 12 repetitions), best_set_volume (repetitions × weight of one set), best_session_volume (of a workout, or of a day of the client''s where there is none; its last set says when). In kg or repetitions. Of equal values the earliest by completed_at is the record; warm-ups hold none. No row where the caller may not see the client''s progress.';

CREATE FUNCTION coaching.estimate_one_rep_max(weight numeric, reps integer, formula text DEFAULT 'epley') RETURNS numeric
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_estimate_one_rep_max';
COMMENT ON FUNCTION coaching.estimate_one_rep_max(numeric, integer, text) IS
    'The weight that could be lifted once by whoever lifts this one so many times, in kg to the gram: epley, brzycki, lombardi, oconner, mayhew or wathan. One repetition is the weight itself; NULL for none and for more than 12. Error: invalid_argument.';
