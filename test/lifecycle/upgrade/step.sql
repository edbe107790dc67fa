-- A step that changes something of every kind, in parts of which the test forgets one at a time. The part
-- `grants` is the new text of access_grants(), which the test adds.
-- part: column
ALTER TABLE coaching.workout_logs ADD COLUMN mood text DEFAULT 'fine' CHECK (mood IN ('fine', 'tired'));
-- part: comment
COMMENT ON COLUMN coaching.workout_logs.notes IS 'Said otherwise.';
-- part: index
CREATE INDEX workout_logs_ended_idx ON coaching.workout_logs (client_id, ended_at) WHERE ended_at IS NOT NULL;
-- part: table
CREATE TABLE coaching.moods (
    client_id uuid PRIMARY KEY REFERENCES coaching.users (id) ON DELETE CASCADE,
    mood text NOT NULL
);
-- part: trigger
CREATE TRIGGER workout_logs_second_touch BEFORE UPDATE ON coaching.workout_logs
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
-- part: policy
CREATE POLICY workout_logs_more ON coaching.workout_logs AS RESTRICTIVE FOR DELETE USING (NOT coaching.is_trainer());
-- part: function
CREATE FUNCTION coaching.moods_of(client_id uuid) RETURNS bigint
    LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT count(*) FROM coaching.workout_logs l WHERE l.client_id = moods_of.client_id;
END;
COMMENT ON FUNCTION coaching.moods_of(uuid) IS 'How many moods.';
-- part: replaced function
CREATE OR REPLACE FUNCTION coaching.is_trainer_at_capacity(p_trainer_id uuid) RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'coaching_is_trainer_at_capacity';
-- part: grants
