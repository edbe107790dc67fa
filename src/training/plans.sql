-- training: workout plans, and what they have the client do.

CREATE TABLE coaching.workout_plans (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    relationship_id uuid NOT NULL,
    trainer_id uuid NOT NULL DEFAULT NULL,
    client_id uuid NOT NULL DEFAULT NULL,
    title text NOT NULL CHECK (octet_length(title) <= 500 AND btrim(title) <> ''),
    description text CHECK (octet_length(description) <= 20000),
    goals text CHECK (octet_length(goals) <= 20000),
    duration_weeks integer DEFAULT 4 CHECK (duration_weeks BETWEEN 1 AND 520),
    created_by uuid NOT NULL DEFAULT NULL REFERENCES coaching.users (id),
    program_id uuid REFERENCES coaching.programs (id) ON DELETE SET NULL,
    start_date date NOT NULL DEFAULT NULL
        CHECK (start_date BETWEEN DATE '1900-01-01' AND DATE '9999-12-31'),
    ended_on date,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'completed', 'archived')),
    version integer NOT NULL DEFAULT 1,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workout_plans_ended CHECK ((status = 'active') = (ended_on IS NULL)),
    CONSTRAINT workout_plans_id_client_key UNIQUE (id, client_id),
    CONSTRAINT workout_plans_relationship_fkey FOREIGN KEY (relationship_id, trainer_id, client_id)
        REFERENCES coaching.trainer_clients (id, trainer_id, client_id)
);
CREATE UNIQUE INDEX workout_plans_one_active_idx ON coaching.workout_plans (relationship_id)
    WHERE status = 'active';
CREATE INDEX workout_plans_relationship_idx ON coaching.workout_plans (relationship_id, trainer_id, client_id);
CREATE INDEX workout_plans_client_idx ON coaching.workout_plans (client_id, start_date);
CREATE INDEX workout_plans_trainer_idx ON coaching.workout_plans (trainer_id, status, client_id);
CREATE INDEX workout_plans_created_by_idx ON coaching.workout_plans (created_by);
CREATE INDEX workout_plans_program_idx ON coaching.workout_plans (program_id);
CREATE INDEX workout_plans_expiry_idx ON coaching.workout_plans ((start_date + 7 * duration_weeks))
    WHERE status = 'active';

COMMENT ON TABLE coaching.workout_plans IS
    'Plans trainers make for their clients, at most one active per relationship: another that becomes active completes it. Written by the trainer while the relationship is active and can_create_programs, and by admins; read by the client and the active trainer.';
COMMENT ON COLUMN coaching.workout_plans.id IS 'The plan.';
COMMENT ON COLUMN coaching.workout_plans.relationship_id IS 'The relationship it is part of. Changed by transfers alone.';
COMMENT ON COLUMN coaching.workout_plans.trainer_id IS 'users.id of the trainer. NULL on insert means the relationship''s. Changed by transfers alone.';
COMMENT ON COLUMN coaching.workout_plans.client_id IS 'users.id of the client. NULL on insert means the relationship''s; never changes.';
COMMENT ON COLUMN coaching.workout_plans.title IS 'What it is called.';
COMMENT ON COLUMN coaching.workout_plans.description IS 'What is in it.';
COMMENT ON COLUMN coaching.workout_plans.goals IS 'What it is for: build strength, lose weight …';
COMMENT ON COLUMN coaching.workout_plans.duration_weeks IS 'How many weeks it is to be followed, 1 to 520; NULL without end.';
COMMENT ON COLUMN coaching.workout_plans.created_by IS 'users.id of its author: the caller. Trusted callers may name another, else it is the trainer. Never changes.';
COMMENT ON COLUMN coaching.workout_plans.program_id IS 'The program it was made of, while that exists; never changes.';
COMMENT ON COLUMN coaching.workout_plans.start_date IS 'First day. NULL on insert means today in the client''s time zone.';
COMMENT ON COLUMN coaching.workout_plans.ended_on IS
    'Maintained: first day it is not followed any more, by the client''s clock: when it was completed or archived, at the latest the day after its last week. NULL while active.';
COMMENT ON COLUMN coaching.workout_plans.status IS
    'active → completed → archived, or at once; completed → active and archived → completed are the way back.';
COMMENT ON COLUMN coaching.workout_plans.version IS
    'Maintained: begins at 1 and rises when the plan or its exercises change, once for exercises changed together.';
COMMENT ON COLUMN coaching.workout_plans.metadata IS 'The app''s own data about the plan, a JSON object.';
COMMENT ON COLUMN coaching.workout_plans.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.workout_plans.updated_at IS 'Maintained: when the plan or one of its exercises last changed.';

CREATE TABLE coaching.workout_exercises (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    plan_id uuid NOT NULL,
    client_id uuid NOT NULL DEFAULT NULL,
    day_of_week text NOT NULL CHECK (day_of_week IN
        ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')),
    order_index integer NOT NULL DEFAULT 0 CHECK (order_index BETWEEN 0 AND 10000),
    exercise_name text NOT NULL DEFAULT NULL
        CHECK (octet_length(exercise_name) <= 200 AND btrim(exercise_name) <> ''),
    exercise_type text CHECK (octet_length(exercise_type) <= 100),
    catalog_exercise_id uuid REFERENCES coaching.exercises (id) ON DELETE SET NULL,
    sets integer CHECK (sets BETWEEN 1 AND 1000),
    reps text CHECK (octet_length(reps) <= 100),
    weight text CHECK (octet_length(weight) <= 100),
    rest_seconds integer DEFAULT 60 CHECK (rest_seconds BETWEEN 0 AND 86400),
    notes text CHECK (octet_length(notes) <= 4000),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workout_exercises_id_client_key UNIQUE (id, client_id),
    CONSTRAINT workout_exercises_plan_fkey FOREIGN KEY (plan_id, client_id)
        REFERENCES coaching.workout_plans (id, client_id) ON DELETE CASCADE
);
CREATE INDEX workout_exercises_plan_idx ON coaching.workout_exercises (plan_id, client_id, day_of_week, order_index);
CREATE INDEX workout_exercises_client_idx ON coaching.workout_exercises (client_id, id);
CREATE INDEX workout_exercises_catalog_idx ON coaching.workout_exercises (catalog_exercise_id);

COMMENT ON TABLE coaching.workout_exercises IS
    'What a plan has the client do, day by day; the same every week. Written by whoever writes the plan. What was logged outlives what was planned.';
COMMENT ON COLUMN coaching.workout_exercises.id IS 'The planned exercise; workout_progress calls it exercise_id.';
COMMENT ON COLUMN coaching.workout_exercises.plan_id IS 'The plan; never changes.';
COMMENT ON COLUMN coaching.workout_exercises.client_id IS 'users.id of the client. NULL on insert means the plan''s.';
COMMENT ON COLUMN coaching.workout_exercises.day_of_week IS 'Monday to Sunday, in English.';
COMMENT ON COLUMN coaching.workout_exercises.order_index IS 'Place within the day, from 0.';
COMMENT ON COLUMN coaching.workout_exercises.exercise_name IS 'What is to be done. NULL on insert means the catalogue''s name.';
COMMENT ON COLUMN coaching.workout_exercises.exercise_type IS 'strength, cardio, flexibility …';
COMMENT ON COLUMN coaching.workout_exercises.catalog_exercise_id IS 'The exercise in the catalogue, where it stands there.';
COMMENT ON COLUMN coaching.workout_exercises.sets IS 'How many sets, 1 to 1000.';
COMMENT ON COLUMN coaching.workout_exercises.reps IS 'Repetitions of a set in words: 10, 8-12, AMRAP.';
COMMENT ON COLUMN coaching.workout_exercises.weight IS 'Weight in words: 60% of max, 135 lbs, bodyweight.';
COMMENT ON COLUMN coaching.workout_exercises.rest_seconds IS 'Rest between sets, in seconds.';
COMMENT ON COLUMN coaching.workout_exercises.notes IS 'What to mind.';
COMMENT ON COLUMN coaching.workout_exercises.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.workout_exercises.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_plan() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_plan';
COMMENT ON FUNCTION coaching.judge_plan() IS
    'Trigger: judges who writes a plan and every move of it; a plan that becomes active completes the one before. Errors: permission_denied, not_found, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER workout_plans_judge BEFORE INSERT OR UPDATE ON coaching.workout_plans
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_plan();
CREATE TRIGGER workout_plans_touch BEFORE UPDATE ON coaching.workout_plans
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.announce_plan() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_plan';
COMMENT ON FUNCTION coaching.announce_plan() IS
    'Trigger: tells the client of a plan that begins or ends, and the trainer of one whose time was over.';
CREATE TRIGGER workout_plans_announce AFTER INSERT OR UPDATE OF status ON coaching.workout_plans
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_plan();
CREATE TRIGGER workout_plans_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.workout_plans
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', '-version');

CREATE FUNCTION coaching.judge_planned_exercise() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_planned_exercise';
COMMENT ON FUNCTION coaching.judge_planned_exercise() IS
    'Trigger: whoever writes a plan writes its exercises. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER workout_exercises_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.workout_exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_planned_exercise();
CREATE TRIGGER workout_exercises_touch BEFORE UPDATE ON coaching.workout_exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.raise_plan_version() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_raise_plan_version';
COMMENT ON FUNCTION coaching.raise_plan_version() IS
    'Trigger: a plan''s version rises with its exercises.';
CREATE TRIGGER workout_exercises_version AFTER INSERT OR UPDATE OR DELETE ON coaching.workout_exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.raise_plan_version();
CREATE TRIGGER workout_exercises_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.workout_exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');

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
