-- training: what was done.

CREATE TABLE coaching.workout_logs (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    plan_id uuid,
    name text CHECK (octet_length(name) <= 500),
    started_at timestamptz NOT NULL DEFAULT now()
        CHECK (started_at >= '1900-01-01 00:00+00' AND started_at < '10000-01-01 00:00+00'),
    ended_at timestamptz CHECK (ended_at < '10000-01-01 00:00+00'),
    source text NOT NULL DEFAULT 'app' CHECK (octet_length(source) BETWEEN 1 AND 100),
    external_id text COLLATE "C" CHECK (octet_length(external_id) BETWEEN 1 AND 255),
    notes text CHECK (octet_length(notes) <= 20000),
    logged_by uuid,
    idempotency_key uuid,
    idempotency_digest bytea,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workout_logs_times CHECK (ended_at >= started_at),
    CONSTRAINT workout_logs_external_key UNIQUE (client_id, source, external_id),
    CONSTRAINT workout_logs_plan_fkey FOREIGN KEY (plan_id, client_id)
        REFERENCES coaching.workout_plans (id, client_id) ON DELETE SET NULL (plan_id)
);
CREATE UNIQUE INDEX workout_logs_idempotency_key ON coaching.workout_logs (client_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL;
CREATE INDEX workout_logs_client_idx ON coaching.workout_logs (client_id, started_at);
CREATE INDEX workout_logs_plan_idx ON coaching.workout_logs (plan_id, client_id);
-- The foreign key of workout_progress looks here for every row. Before the first ANALYZE the planner
-- holds all indexes that begin with client_id for as good, and reads all of the client's workouts
-- each time: so this one comes last, which decides between equals, and the rows without an
-- idempotency_key, nearly all, are not in an index that would be smaller.
ALTER TABLE coaching.workout_logs ADD CONSTRAINT workout_logs_id_client_key UNIQUE (id, client_id);

COMMENT ON TABLE coaching.workout_logs IS
    'Workouts that were done; their sets stand in workout_progress. Written by the client and admins; an active trainer whom the client lets see workouts adds some and changes those of their own.';
COMMENT ON COLUMN coaching.workout_logs.id IS 'The workout.';
COMMENT ON COLUMN coaching.workout_logs.client_id IS 'users.id of whoever trained; never changes.';
COMMENT ON COLUMN coaching.workout_logs.plan_id IS 'The plan it was part of, one of the same client; NULL for a workout outside any.';
COMMENT ON COLUMN coaching.workout_logs.name IS 'What it is called: Leg Day.';
COMMENT ON COLUMN coaching.workout_logs.started_at IS 'When it began, in the years 1900 to 9999.';
COMMENT ON COLUMN coaching.workout_logs.ended_at IS 'When it ended.';
COMMENT ON COLUMN coaching.workout_logs.source IS 'Where it was recorded: app, or the app whose history was imported.';
COMMENT ON COLUMN coaching.workout_logs.external_id IS 'Its key there; recorded once per client and source.';
COMMENT ON COLUMN coaching.workout_logs.notes IS 'What there is to say about it.';
COMMENT ON COLUMN coaching.workout_logs.logged_by IS 'Maintained: users.id of who wrote it; NULL for a trusted caller.';
COMMENT ON COLUMN coaching.workout_logs.idempotency_key IS 'Maintained: the key log_workout was called with; one workout per client and key.';
COMMENT ON COLUMN coaching.workout_logs.idempotency_digest IS
    'Maintained: SHA-256 of the arguments of that call, which tells its repetition from another workout under the same key.';
COMMENT ON COLUMN coaching.workout_logs.metadata IS 'The app''s own data about the workout, a JSON object.';
COMMENT ON COLUMN coaching.workout_logs.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.workout_logs.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.workout_progress (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    log_id uuid,
    exercise_id uuid,
    exercise_name text NOT NULL DEFAULT NULL
        CHECK (octet_length(exercise_name) <= 200 AND btrim(exercise_name) <> ''),
    exercise_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(btrim(exercise_name))) STORED,
    catalog_exercise_id uuid REFERENCES coaching.exercises (id) ON DELETE SET NULL,
    completed_at timestamptz NOT NULL DEFAULT now()
        CHECK (completed_at >= '1900-01-01 00:00+00' AND completed_at < '10000-01-01 00:00+00'),
    sets_completed integer CHECK (sets_completed BETWEEN 0 AND 1000),
    reps_completed integer CHECK (reps_completed BETWEEN 0 AND 100000),
    weight_used numeric(10,3) CHECK (weight_used BETWEEN 0 AND 100000),
    duration_minutes numeric(10,4) CHECK (duration_minutes BETWEEN 0 AND 100000),
    distance_km numeric(10,4) CHECK (distance_km BETWEEN 0 AND 100000),
    rpe numeric(3,1) CHECK (rpe BETWEEN 0 AND 10),
    set_type text NOT NULL DEFAULT 'normal' CHECK (set_type IN ('normal', 'warmup', 'drop', 'failure')),
    rating integer CHECK (rating BETWEEN 1 AND 5),
    external_id text COLLATE "C" CHECK (octet_length(external_id) BETWEEN 1 AND 255),
    notes text CHECK (octet_length(notes) <= 20000),
    logged_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- Also the index of log_id.
    CONSTRAINT workout_progress_external_key UNIQUE (log_id, client_id, external_id),
    CONSTRAINT workout_progress_log_fkey FOREIGN KEY (log_id, client_id)
        REFERENCES coaching.workout_logs (id, client_id) ON DELETE CASCADE,
    CONSTRAINT workout_progress_exercise_fkey FOREIGN KEY (exercise_id, client_id)
        REFERENCES coaching.workout_exercises (id, client_id) ON DELETE SET NULL (exercise_id)
);
CREATE INDEX workout_progress_client_idx ON coaching.workout_progress (client_id, completed_at);
CREATE INDEX workout_progress_exercise_key_idx ON coaching.workout_progress (client_id, exercise_key, completed_at);
CREATE INDEX workout_progress_exercise_idx ON coaching.workout_progress (exercise_id, client_id);
CREATE INDEX workout_progress_catalog_idx ON coaching.workout_progress (catalog_exercise_id);

COMMENT ON TABLE coaching.workout_progress IS
    'What was done of an exercise: one row for all its sets, or one per set. The values are those done; the targets stay in the plan. Leaving a planned exercise out, doing another in its place and doing more than planned are all fine. Written by the client and admins; an active trainer whom the client lets see progress adds rows and changes their own.';
COMMENT ON COLUMN coaching.workout_progress.id IS 'The entry.';
COMMENT ON COLUMN coaching.workout_progress.client_id IS 'users.id of whoever trained; never changes.';
COMMENT ON COLUMN coaching.workout_progress.log_id IS 'The workout it was part of, where there is one; goes with it.';
COMMENT ON COLUMN coaching.workout_progress.exercise_id IS
    'The planned exercise it counts for, one of the same client; NULL for what was not planned, and once the plan has lost it.';
COMMENT ON COLUMN coaching.workout_progress.exercise_name IS
    'What was done. NULL on insert means the planned exercise''s name, else the catalogue''s; another name than the planned one says what was done in its place.';
COMMENT ON COLUMN coaching.workout_progress.exercise_key IS 'Maintained: the name in lower case without blanks around it, for comparing.';
COMMENT ON COLUMN coaching.workout_progress.catalog_exercise_id IS
    'The exercise in the catalogue. NULL on insert means the planned exercise''s, where the name is its name.';
COMMENT ON COLUMN coaching.workout_progress.completed_at IS 'When it was done, in the years 1900 to 9999.';
COMMENT ON COLUMN coaching.workout_progress.sets_completed IS 'Sets done, alike; NULL counts as one.';
COMMENT ON COLUMN coaching.workout_progress.reps_completed IS 'Repetitions in each set.';
COMMENT ON COLUMN coaching.workout_progress.weight_used IS 'Weight in kg.';
COMMENT ON COLUMN coaching.workout_progress.duration_minutes IS 'How long it took, in minutes.';
COMMENT ON COLUMN coaching.workout_progress.distance_km IS 'How far, in km.';
COMMENT ON COLUMN coaching.workout_progress.rpe IS 'Rate of perceived exertion, 0 to 10.';
COMMENT ON COLUMN coaching.workout_progress.set_type IS 'normal, warmup (counts for no statistic of strength), drop or failure.';
COMMENT ON COLUMN coaching.workout_progress.rating IS 'How hard it was, 1 to 5.';
COMMENT ON COLUMN coaching.workout_progress.external_id IS
    'Its key within its workout where it was recorded elsewhere; recorded once.';
COMMENT ON COLUMN coaching.workout_progress.notes IS 'What there is to say about it.';
COMMENT ON COLUMN coaching.workout_progress.logged_by IS 'Maintained: users.id of who wrote it; NULL for a trusted caller.';
COMMENT ON COLUMN coaching.workout_progress.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.workout_progress.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_log() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_log';
COMMENT ON FUNCTION coaching.judge_log() IS
    'Trigger: judges who writes a workout for whom, and that its plan is the same client''s. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER workout_logs_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.workout_logs
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_log();
CREATE TRIGGER workout_logs_touch BEFORE UPDATE ON coaching.workout_logs
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
-- The rows themselves say who wrote what, and there are many: only changes and deletions are noted.
CREATE TRIGGER workout_logs_audit AFTER UPDATE OR DELETE ON coaching.workout_logs
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', '-plan_id', '-idempotency_key', '-idempotency_digest');

CREATE FUNCTION coaching.judge_progress() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_progress';
COMMENT ON FUNCTION coaching.judge_progress() IS
    'Trigger: judges who writes what was done for whom, takes name and catalogue from the planned exercise, and refuses workouts and exercises of another client. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER workout_progress_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.workout_progress
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_progress();
CREATE TRIGGER workout_progress_touch BEFORE UPDATE ON coaching.workout_progress
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER workout_progress_audit AFTER UPDATE OR DELETE ON coaching.workout_progress
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', '-exercise_id', '-exercise_key', '-catalog_exercise_id');

CREATE FUNCTION coaching.log_workout(client_id uuid, log jsonb, idempotency_key uuid DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_log_workout';
COMMENT ON FUNCTION coaching.log_workout(uuid, jsonb, uuid) IS
    'Writes down a workout with its sets; gives the workout_logs row. {"name", "plan_id", "started_at" (now), "ended_at", "notes", "source" (app), "external_id", "metadata", "sets" or "exercises": [{"exercise_id", "exercise_name", "catalog_exercise_id", "completed_at" (when it began), "sets_completed", "reps_completed", "weight_used" (kg), "duration_minutes", "distance_km", "rpe", "set_type", "rating", "notes"}]}; fields of other names are refused, and what is wrong is named by its place: sets[2].rpe. Times in ISO 8601. exercise_id alone is the exercise as planned; with another exercise_name what was done in its place; without it what was not planned. The same idempotency_key again gives the first result and does nothing more. By the client, an active trainer whom the client lets see workouts and progress, or an admin. Errors: permission_denied, not_found, invalid_argument.';
