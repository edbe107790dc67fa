-- training: the catalogue of exercises, and programs that are written once and given to many.

CREATE TABLE coaching.exercises (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    name text NOT NULL CHECK (octet_length(name) <= 200 AND btrim(name) <> ''),
    name_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(btrim(name))) STORED,
    category text CHECK (octet_length(category) <= 100),
    level text CHECK (level IN ('beginner', 'intermediate', 'expert')),
    equipment text CHECK (octet_length(equipment) <= 100),
    force text CHECK (octet_length(force) <= 100),
    mechanic text CHECK (octet_length(mechanic) <= 100),
    primary_muscles text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(primary_muscles) = 1) IS NOT FALSE
            AND array_position(primary_muscles, NULL) IS NULL AND cardinality(primary_muscles) <= 100),
    secondary_muscles text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(secondary_muscles) = 1) IS NOT FALSE
            AND array_position(secondary_muscles, NULL) IS NULL AND cardinality(secondary_muscles) <= 100),
    instructions text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(instructions) = 1) IS NOT FALSE
            AND array_position(instructions, NULL) IS NULL AND cardinality(instructions) <= 100),
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
-- Partial, so that it is no key a foreign key could use: an UPDATE of any column recomputes name_key,
-- and would hold up whoever plans or logs the exercise.
CREATE UNIQUE INDEX exercises_name_key_idx ON coaching.exercises (name_key) WHERE name_key IS NOT NULL;

COMMENT ON TABLE coaching.exercises IS
    'The catalogue of exercises. Everybody who signs in reads it, admins write it; see import_exercises.';
COMMENT ON COLUMN coaching.exercises.id IS 'The exercise; other tables call it catalog_exercise_id.';
COMMENT ON COLUMN coaching.exercises.name IS 'What it is called: one exercise per name, whatever its case.';
COMMENT ON COLUMN coaching.exercises.name_key IS 'Maintained: the name in lower case without blanks around it, for comparing.';
COMMENT ON COLUMN coaching.exercises.category IS 'strength, cardio, stretching …';
COMMENT ON COLUMN coaching.exercises.level IS 'beginner, intermediate or expert.';
COMMENT ON COLUMN coaching.exercises.equipment IS 'What it takes: barbell, body only …';
COMMENT ON COLUMN coaching.exercises.force IS 'push, pull or static.';
COMMENT ON COLUMN coaching.exercises.mechanic IS 'compound or isolation.';
COMMENT ON COLUMN coaching.exercises.primary_muscles IS 'Muscles it is for.';
COMMENT ON COLUMN coaching.exercises.secondary_muscles IS 'Muscles it takes as well.';
COMMENT ON COLUMN coaching.exercises.instructions IS 'How it is done, step by step.';
COMMENT ON COLUMN coaching.exercises.metadata IS 'What else is known, a JSON object; of imported ones images and source_id.';
COMMENT ON COLUMN coaching.exercises.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.exercises.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.programs (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    user_id uuid NOT NULL DEFAULT NULL REFERENCES coaching.users (id),
    name text NOT NULL CHECK (octet_length(name) <= 500 AND btrim(name) <> ''),
    description text CHECK (octet_length(description) <= 20000),
    duration_weeks integer CHECK (duration_weeks BETWEEN 1 AND 520),
    days_per_week integer CHECK (days_per_week BETWEEN 1 AND 7),
    is_template boolean NOT NULL DEFAULT false,
    coach_assigned boolean NOT NULL DEFAULT false,
    assigned_to_client uuid REFERENCES coaching.users (id),
    assigned_at timestamptz,
    coach_notes text CHECK (octet_length(coach_notes) <= 20000),
    client_goals text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(client_goals) = 1) IS NOT FALSE
            AND array_position(client_goals, NULL) IS NULL AND cardinality(client_goals) <= 100),
    expected_duration_weeks integer CHECK (expected_duration_weeks BETWEEN 1 AND 520),
    program_difficulty text CHECK (program_difficulty IN ('beginner', 'intermediate', 'advanced')),
    visibility text NOT NULL DEFAULT 'private'
        CHECK (visibility IN ('private', 'coach_only', 'template', 'public')),
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT programs_id_owner_key UNIQUE (id, user_id),
    CONSTRAINT programs_assigned CHECK (coach_assigned = (assigned_to_client IS NOT NULL))
);
CREATE INDEX programs_owner_idx ON coaching.programs (user_id, id);
CREATE INDEX programs_assigned_idx ON coaching.programs (assigned_to_client, id);
CREATE INDEX programs_visibility_idx ON coaching.programs (visibility, id) WHERE visibility <> 'private';

COMMENT ON TABLE coaching.programs IS
    'Programs of training: a person''s own, a trainer''s for one client, or templates for many. assign_program makes a plan of one; later changes here leave plans alone.';
COMMENT ON COLUMN coaching.programs.id IS 'The program.';
COMMENT ON COLUMN coaching.programs.user_id IS 'users.id of its owner, who writes it; NULL on insert means the caller. Never changes.';
COMMENT ON COLUMN coaching.programs.name IS 'What it is called.';
COMMENT ON COLUMN coaching.programs.description IS 'What is in it.';
COMMENT ON COLUMN coaching.programs.duration_weeks IS 'How many weeks it is made for, 1 to 520; NULL where it says nothing.';
COMMENT ON COLUMN coaching.programs.days_per_week IS 'Training days in a week, 1 to 7.';
COMMENT ON COLUMN coaching.programs.is_template IS 'Made for many.';
COMMENT ON COLUMN coaching.programs.coach_assigned IS 'Maintained: a trainer has given it to a client.';
COMMENT ON COLUMN coaching.programs.assigned_to_client IS
    'users.id of the client who was given it and reads it; the owner must be their active trainer, allowed to write programs.';
COMMENT ON COLUMN coaching.programs.assigned_at IS 'Maintained: when it was given to that client.';
COMMENT ON COLUMN coaching.programs.coach_notes IS 'Notes for whoever reads the program.';
COMMENT ON COLUMN coaching.programs.client_goals IS 'What it is good for; the goals of a plan made of it.';
COMMENT ON COLUMN coaching.programs.expected_duration_weeks IS 'How many weeks the client is expected to take; the duration of a plan made of it, before duration_weeks.';
COMMENT ON COLUMN coaching.programs.program_difficulty IS 'beginner, intermediate or advanced.';
COMMENT ON COLUMN coaching.programs.visibility IS
    'Who sees it beside its owner, the assigned client, the owner''s trainers and admins: private nobody, coach_only every trainer, template and public everybody who signs in, once it is a template.';
COMMENT ON COLUMN coaching.programs.metadata IS 'The app''s own data about the program, a JSON object.';
COMMENT ON COLUMN coaching.programs.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.programs.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.program_exercises (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    program_id uuid NOT NULL,
    user_id uuid NOT NULL DEFAULT NULL,
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
    CONSTRAINT program_exercises_program_fkey FOREIGN KEY (program_id, user_id)
        REFERENCES coaching.programs (id, user_id) ON DELETE CASCADE
);
CREATE INDEX program_exercises_program_idx ON coaching.program_exercises (program_id, user_id, day_of_week, order_index);
CREATE INDEX program_exercises_catalog_idx ON coaching.program_exercises (catalog_exercise_id);
CREATE INDEX program_exercises_user_idx ON coaching.program_exercises (user_id);

COMMENT ON TABLE coaching.program_exercises IS
    'What a program has its people do, day by day; the same every week. Seen exactly as the program is, and written by whoever writes it.';
COMMENT ON COLUMN coaching.program_exercises.id IS 'The exercise in this program.';
COMMENT ON COLUMN coaching.program_exercises.program_id IS 'The program; never changes.';
COMMENT ON COLUMN coaching.program_exercises.user_id IS 'users.id of the program''s owner. NULL on insert means that.';
COMMENT ON COLUMN coaching.program_exercises.day_of_week IS 'Monday to Sunday, in English.';
COMMENT ON COLUMN coaching.program_exercises.order_index IS 'Place within the day, from 0.';
COMMENT ON COLUMN coaching.program_exercises.exercise_name IS 'What is to be done. NULL on insert means the catalogue''s name.';
COMMENT ON COLUMN coaching.program_exercises.exercise_type IS 'strength, cardio, flexibility …';
COMMENT ON COLUMN coaching.program_exercises.catalog_exercise_id IS 'The exercise in the catalogue, where it stands there.';
COMMENT ON COLUMN coaching.program_exercises.sets IS 'How many sets, 1 to 1000.';
COMMENT ON COLUMN coaching.program_exercises.reps IS 'Repetitions of a set in words: 10, 8-12, AMRAP.';
COMMENT ON COLUMN coaching.program_exercises.weight IS 'Weight in words: 60% of max, 135 lbs, bodyweight.';
COMMENT ON COLUMN coaching.program_exercises.rest_seconds IS 'Rest between sets, in seconds.';
COMMENT ON COLUMN coaching.program_exercises.notes IS 'What to mind.';
COMMENT ON COLUMN coaching.program_exercises.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.program_exercises.updated_at IS 'Maintained: when the row last changed.';

CREATE TRIGGER exercises_touch BEFORE UPDATE ON coaching.exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER exercises_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', '-name_key', '-instructions');

CREATE FUNCTION coaching.judge_program() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_program';
COMMENT ON FUNCTION coaching.judge_program() IS
    'Trigger: a program is its owner''s and admins'' to write, and given only to clients the owner may write programs for. Errors: permission_denied, not_found, relationship_error, invalid_argument.';
CREATE TRIGGER programs_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.programs
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_program();
CREATE TRIGGER programs_touch BEFORE UPDATE ON coaching.programs
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.announce_program() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_program';
COMMENT ON FUNCTION coaching.announce_program() IS
    'Trigger: tells a client who is given a program.';
CREATE TRIGGER programs_announce AFTER INSERT OR UPDATE OF assigned_to_client ON coaching.programs
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_program();
CREATE TRIGGER programs_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.programs
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', '-coach_assigned', 'client_id=assigned_to_client', 'trainer_id=user_id');

CREATE FUNCTION coaching.judge_program_exercise() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_program_exercise';
COMMENT ON FUNCTION coaching.judge_program_exercise() IS
    'Trigger: whoever writes a program writes its exercises. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER program_exercises_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.program_exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_program_exercise();
CREATE TRIGGER program_exercises_touch BEFORE UPDATE ON coaching.program_exercises
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();

CREATE FUNCTION coaching.import_exercises(exercises jsonb) RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_import_exercises';
COMMENT ON FUNCTION coaching.import_exercises(jsonb) IS
    'Brings exercises into the catalogue, by name; gives how many are new or changed, so 0 for the same again. An array of {"name", "category", "level", "equipment", "force", "mechanic", "primaryMuscles", "secondaryMuscles", "instructions", "images", "id"}, all or none of it; what is wrong is named by its place: exercises[7].level. For admins. Errors: permission_denied, invalid_argument.';
