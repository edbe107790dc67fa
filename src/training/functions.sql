-- training: the functions that plan and log.

CREATE FUNCTION coaching.import_exercises(exercises jsonb) RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_import_exercises';
COMMENT ON FUNCTION coaching.import_exercises(jsonb) IS
    'Brings exercises into the catalogue, by name; gives how many are new or changed, so 0 for the same again. An array of {"name", "category", "level", "equipment", "force", "mechanic", "primaryMuscles", "secondaryMuscles", "instructions", "images", "id"}, all or none of it; what is wrong is named by its place: exercises[7].level. For admins. Errors: permission_denied, invalid_argument.';
CREATE FUNCTION coaching.create_workout_plan(client_id uuid, plan jsonb) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_create_workout_plan';
COMMENT ON FUNCTION coaching.create_workout_plan(uuid, jsonb) IS
    'Makes an active plan with its exercises and completes the one before; gives the workout_plans row. {"title", "description", "goals", "duration_weeks" (4; null without end), "start_date" (today), "program_id", "metadata", "exercises": [{"day_of_week", "order_index", "exercise_name", "exercise_type", "catalog_exercise_id", "sets", "reps", "weight", "rest_seconds" (60), "notes"}]}; fields of other names are refused, and what is wrong is named by its place: exercises[2].sets. By the active trainer whom the client lets write programs, or an admin, for the client''s main trainer. Errors: permission_denied, not_found, relationship_error, invalid_argument.';
CREATE FUNCTION coaching.assign_program(program_id uuid, client_id uuid) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_assign_program';
COMMENT ON FUNCTION coaching.assign_program(uuid, uuid) IS
    'Makes an active plan of a program the caller sees, and completes the one before; gives the workout_plans row. Later changes of the program leave the plan alone. A program of the trainer''s own that is no template and nobody''s yet becomes the client''s. By the active trainer whom the client lets write programs, or an admin, for the client''s main trainer. Errors: permission_denied, not_found, relationship_error.';
CREATE FUNCTION coaching.complete_expired_plans() RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_complete_expired_plans';
COMMENT ON FUNCTION coaching.complete_expired_plans() IS
    'Completes active plans whose weeks are over by the client''s clock and tells both sides; says how many. For a scheduled job (statistics end with the last week either way); a plan somebody is working on is left for the next run. For admins. Error: permission_denied.';
CREATE FUNCTION coaching.log_workout(client_id uuid, log jsonb, idempotency_key uuid DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_log_workout';
COMMENT ON FUNCTION coaching.log_workout(uuid, jsonb, uuid) IS
    'Writes down a workout with its sets; gives the workout_logs row. {"name", "plan_id", "started_at" (now), "ended_at", "notes", "source" (app), "external_id", "metadata", "sets" or "exercises": [{"exercise_id", "exercise_name", "catalog_exercise_id", "completed_at" (when it began), "sets_completed", "reps_completed", "weight_used" (kg), "duration_minutes", "distance_km", "rpe", "set_type", "rating", "notes"}]}; fields of other names are refused, and what is wrong is named by its place: sets[2].rpe. Times in ISO 8601. exercise_id alone is the exercise as planned; with another exercise_name what was done in its place; without it what was not planned. The same idempotency_key again gives the first result and does nothing more. By the client, an active trainer whom the client lets see workouts and progress, or an admin. Errors: permission_denied, not_found, invalid_argument.';
