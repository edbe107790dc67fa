-- The floor: the sets ready for the table, and a table like ours with the same indexes and without
-- anything else; then the textbook's, which keeps the same promises by foreign keys.

CREATE SCHEMA textbook;
CREATE TABLE textbook.ready (client_id uuid, log_id uuid, exercise_name text, completed_at timestamptz, sets_completed int, reps_completed int,
    weight_used numeric(10,3), duration_minutes numeric(10,4), distance_km numeric(10,4), rpe numeric(3,1), set_type text, external_id text, notes text);
CREATE TABLE textbook.bare (LIKE coaching.workout_progress INCLUDING DEFAULTS INCLUDING GENERATED);
CREATE TABLE textbook.progress (LIKE coaching.workout_progress INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING INDEXES,
    FOREIGN KEY (client_id) REFERENCES coaching.users (id), FOREIGN KEY (log_id, client_id) REFERENCES coaching.workout_logs (id, client_id));

-- Their workouts are there already, under a client of their own.
SELECT sets FROM files, coaching.import_training_history(md5('client400')::uuid, 'hevy', csv) \g /dev/null
INSERT INTO textbook.ready SELECT client_id, log_id, exercise_name, completed_at, sets_completed, reps_completed,
    weight_used, duration_minutes, distance_km, rpe, set_type, external_id, notes FROM coaching.workout_progress;
VACUUM ANALYZE;
