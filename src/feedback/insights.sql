-- feedback: insights, from a trainer or an AI in the trainer's name, for a client.

CREATE TABLE coaching.coaching_insights (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL DEFAULT NULL,
    client_id uuid NOT NULL DEFAULT NULL,
    relationship_id uuid NOT NULL DEFAULT NULL,
    type text NOT NULL CHECK (type IN ('recommendation', 'observation', 'goal_update', 'program_adjustment')),
    title text NOT NULL CHECK (octet_length(title) BETWEEN 1 AND 1000),
    content text NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 20000),
    ai_generated boolean NOT NULL DEFAULT false,
    ai_confidence numeric(3,2) CHECK (ai_confidence BETWEEN 0 AND 1),
    based_on_data jsonb CHECK (jsonb_typeof(based_on_data) = 'object'),
    client_viewed boolean NOT NULL DEFAULT false,
    client_viewed_at timestamptz CHECK (isfinite(client_viewed_at)),
    client_response text CHECK (octet_length(client_response) BETWEEN 1 AND 20000),
    priority text NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high')),
    tags text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(tags) = 1) IS NOT FALSE AND array_position(tags, NULL) IS NULL AND cardinality(tags) <= 100),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT coaching_insights_relationship_fkey FOREIGN KEY (relationship_id, trainer_id, client_id)
        REFERENCES coaching.trainer_clients (id, trainer_id, client_id) ON DELETE CASCADE,
    CONSTRAINT coaching_insights_viewed CHECK (client_viewed = (client_viewed_at IS NOT NULL))
);
CREATE INDEX coaching_insights_relationship_idx
    ON coaching.coaching_insights (relationship_id, trainer_id, client_id);
CREATE INDEX coaching_insights_client_idx ON coaching.coaching_insights (client_id, id);
CREATE INDEX coaching_insights_trainer_idx ON coaching.coaching_insights (trainer_id, client_id, id);

COMMENT ON TABLE coaching.coaching_insights IS
    'What a trainer, or an AI in the trainer''s name, has found about a client and for them. Read by the client, by the trainer who wrote it while the relationship is active and shows analytics, and by admins. The trainer writes it under the same condition; the client marks it viewed and answers. A trusted caller writes in any trainer''s name. Admins may delete.';
COMMENT ON COLUMN coaching.coaching_insights.id IS 'The insight.';
COMMENT ON COLUMN coaching.coaching_insights.trainer_id IS 'users.id of the author. NULL on insert means the caller, for trusted callers the relationship''s trainer; never changes.';
COMMENT ON COLUMN coaching.coaching_insights.client_id IS 'users.id of the client. NULL on insert means the relationship''s; never changes.';
COMMENT ON COLUMN coaching.coaching_insights.relationship_id IS 'trainer_clients.id. NULL on insert means the active or paused one of the two; never changes.';
COMMENT ON COLUMN coaching.coaching_insights.type IS 'recommendation, observation, goal_update or program_adjustment.';
COMMENT ON COLUMN coaching.coaching_insights.title IS 'One line, 1 to 1000 bytes; kept out of the audit log, as all texts here.';
COMMENT ON COLUMN coaching.coaching_insights.content IS 'The text, 1 to 20000 bytes.';
COMMENT ON COLUMN coaching.coaching_insights.ai_generated IS 'Written by an AI.';
COMMENT ON COLUMN coaching.coaching_insights.ai_confidence IS 'How sure the AI is, 0 to 1, two decimals.';
COMMENT ON COLUMN coaching.coaching_insights.based_on_data IS
    'What it was drawn from, a JSON object, e.g. {"workoutCount": 12, "dateRange": {"start": …, "end": …}, "exercisesAnalyzed": […]}.';
COMMENT ON COLUMN coaching.coaching_insights.client_viewed IS 'The client has seen it; written by the client, and stays. Answering says so as well.';
COMMENT ON COLUMN coaching.coaching_insights.client_viewed_at IS 'Maintained: when the client first saw it.';
COMMENT ON COLUMN coaching.coaching_insights.client_response IS 'What the client answers, at most 20000 bytes; written by the client.';
COMMENT ON COLUMN coaching.coaching_insights.priority IS 'low, medium or high.';
COMMENT ON COLUMN coaching.coaching_insights.tags IS 'Words to sort by, at most 100.';
COMMENT ON COLUMN coaching.coaching_insights.created_at IS 'When it was written.';
COMMENT ON COLUMN coaching.coaching_insights.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_insight() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_insight';
COMMENT ON FUNCTION coaching.judge_insight() IS
    'Trigger: each side of an insight writes its own columns; holds the relationship while one is made. Errors: permission_denied, not_found, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER coaching_insights_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.coaching_insights
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_insight();
CREATE TRIGGER coaching_insights_touch BEFORE UPDATE ON coaching.coaching_insights
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.announce_insight() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_insight';
COMMENT ON FUNCTION coaching.announce_insight() IS
    'Trigger: tells the client of a new insight, and the trainer of the answer.';
CREATE TRIGGER coaching_insights_announce AFTER INSERT OR UPDATE ON coaching.coaching_insights
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_insight();
CREATE TRIGGER coaching_insights_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.coaching_insights
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'title', 'content', 'based_on_data',
        'client_response', 'tags', '-client_viewed', '-client_viewed_at');
