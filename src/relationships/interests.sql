-- relationships: a client without a trainer asks the house.

CREATE TABLE coaching.coaching_interests (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    client_id uuid NOT NULL REFERENCES coaching.users (id) ON DELETE CASCADE,
    goals text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(goals) = 1) IS NOT FALSE AND array_position(goals, NULL) IS NULL AND cardinality(goals) <= 100),
    message text CHECK (octet_length(message) <= 20000),
    status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'contacted', 'matched', 'closed')),
    handled_by uuid REFERENCES coaching.users (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX coaching_interests_one_open_idx ON coaching.coaching_interests (client_id)
    WHERE status IN ('new', 'contacted');
CREATE INDEX coaching_interests_client_idx ON coaching.coaching_interests (client_id, id);
CREATE INDEX coaching_interests_status_idx ON coaching.coaching_interests (status, id);
CREATE INDEX coaching_interests_handled_by_idx ON coaching.coaching_interests (handled_by);

COMMENT ON TABLE coaching.coaching_interests IS
    'A client tells the house they want a trainer; admins follow up until one is assigned. At most one open (new or contacted) per client.';
COMMENT ON COLUMN coaching.coaching_interests.id IS 'The interest.';
COMMENT ON COLUMN coaching.coaching_interests.client_id IS 'users.id of the client.';
COMMENT ON COLUMN coaching.coaching_interests.goals IS 'What the client wants to reach, as words.';
COMMENT ON COLUMN coaching.coaching_interests.message IS 'What the client wrote.';
COMMENT ON COLUMN coaching.coaching_interests.status IS
    'new → contacted → matched or closed, by admins; the client closes their own. Matched by itself when a trainer begins with the client.';
COMMENT ON COLUMN coaching.coaching_interests.handled_by IS 'Maintained: users.id of the admin who last moved it.';
COMMENT ON COLUMN coaching.coaching_interests.created_at IS 'When it was submitted.';
COMMENT ON COLUMN coaching.coaching_interests.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_interest() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_interest';
COMMENT ON FUNCTION coaching.judge_interest() IS
    'Trigger: judges who submits and who moves an interest. Errors: permission_denied, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER coaching_interests_judge BEFORE INSERT OR UPDATE ON coaching.coaching_interests
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_interest();
CREATE TRIGGER coaching_interests_not_erased BEFORE INSERT OR UPDATE OF goals, message ON coaching.coaching_interests
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('client_id', 'goals,message');
CREATE TRIGGER coaching_interests_touch BEFORE UPDATE ON coaching.coaching_interests
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.announce_interest() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_interest';
COMMENT ON FUNCTION coaching.announce_interest() IS
    'Trigger: admins hear of a new interest, the client of its progress.';
CREATE TRIGGER coaching_interests_announce AFTER INSERT OR UPDATE OF status ON coaching.coaching_interests
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_interest();
CREATE TRIGGER coaching_interests_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.coaching_interests
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');
CREATE FUNCTION coaching.match_interest() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_match_interest';
COMMENT ON FUNCTION coaching.match_interest() IS
    'Trigger: a client who begins with a trainer is matched.';
CREATE TRIGGER trainer_clients_interest AFTER INSERT OR UPDATE OF status ON coaching.trainer_clients
    FOR EACH ROW WHEN (new.status = 'active') EXECUTE FUNCTION coaching.match_interest();

CREATE FUNCTION coaching.submit_coaching_interest(goals text[] DEFAULT '{}', message text DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_submit_coaching_interest';
COMMENT ON FUNCTION coaching.submit_coaching_interest(text[], text) IS
    'Tells the house that the caller wants a trainer; submitting again while it is open updates it. Gives the interest. Errors: permission_denied, invalid_argument.';
