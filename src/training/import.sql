-- training: histories kept in other apps.

CREATE FUNCTION coaching.import_training_history(client_id uuid, format text, csv text, unit text DEFAULT 'kg')
    RETURNS TABLE (sessions integer, sets integer, duplicates integer, skipped jsonb)
    LANGUAGE c ROWS 1 AS 'MODULE_PATHNAME', 'coaching_import_training_history';
COMMENT ON FUNCTION coaching.import_training_history(uuid, text, text, text) IS
    'Takes over the history a client exported from another app (format: strong or hevy): a workout for each session, a row of workout_progress for each set, times by the client''s clock. unit (kg or lb) is that of weights which bear none. What was imported before stays as it is and is counted as duplicates, so the same file again adds nothing, and a later export what is new. Every line of data is a set, a duplicate, or in skipped, an array of {line, code, message}: malformed_line, wrong_column_count, missing_value, invalid_time, invalid_number, out_of_range, unknown_unit, unknown_set_type, too_long, not_a_set; it costs no other line. sessions counts the workouts that are new. Called by whoever may log workouts and progress for the client. Errors: permission_denied, not_found (no such client; under REPEATABLE READ also where another import was quicker), invalid_argument (another format''s header, more than 32 MiB, more than 100,000 lines that are no sets).';
