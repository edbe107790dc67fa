-- relationships: a client asks a trainer.

CREATE TABLE coaching.connection_requests (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    from_user_id uuid NOT NULL REFERENCES coaching.users (id) ON DELETE CASCADE,
    to_user_id uuid NOT NULL REFERENCES coaching.users (id) ON DELETE CASCADE,
    status text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'accepted', 'rejected', 'deferred', 'cancelled')),
    match_percentage integer CHECK (match_percentage BETWEEN 0 AND 100),
    message text CHECK (octet_length(message) <= 20000),
    responded_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT connection_requests_two_people CHECK (from_user_id <> to_user_id)
);
CREATE UNIQUE INDEX connection_requests_one_open_idx ON coaching.connection_requests (from_user_id, to_user_id)
    WHERE status IN ('pending', 'deferred');
CREATE INDEX connection_requests_leads_idx
    ON coaching.connection_requests (to_user_id, (coalesce(match_percentage, -1)) DESC, id)
    WHERE status IN ('pending', 'deferred');
CREATE INDEX connection_requests_from_idx ON coaching.connection_requests (from_user_id, id);
CREATE INDEX connection_requests_to_idx ON coaching.connection_requests (to_user_id, id);

COMMENT ON TABLE coaching.connection_requests IS
    'A client asks a trainer to begin. At most one open (pending or deferred) per pair; accepting makes the relationship in the same transaction.';
COMMENT ON COLUMN coaching.connection_requests.id IS 'The request.';
COMMENT ON COLUMN coaching.connection_requests.from_user_id IS 'users.id of the client who asks; never changes.';
COMMENT ON COLUMN coaching.connection_requests.to_user_id IS 'users.id of the trainer who is asked; never changes.';
COMMENT ON COLUMN coaching.connection_requests.status IS
    'pending → accepted, rejected or deferred by the trainer; deferred → accepted or rejected; an open one → cancelled by the client.';
COMMENT ON COLUMN coaching.connection_requests.match_percentage IS 'Maintained: how well the two fitted when it was sent, 0 to 100, as match_score says; NULL until known.';
COMMENT ON COLUMN coaching.connection_requests.message IS 'What the client wrote to the trainer.';
COMMENT ON COLUMN coaching.connection_requests.responded_at IS 'Maintained: when the trainer last decided.';
COMMENT ON COLUMN coaching.connection_requests.created_at IS 'When it was sent.';
COMMENT ON COLUMN coaching.connection_requests.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_request() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_request';
COMMENT ON FUNCTION coaching.judge_request() IS
    'Trigger: judges who asks whom, and who decides. Errors: permission_denied, blocked, not_found, not_available, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER connection_requests_judge BEFORE INSERT OR UPDATE ON coaching.connection_requests
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_request();
CREATE TRIGGER connection_requests_not_erased BEFORE INSERT OR UPDATE OF message ON coaching.connection_requests
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('from_user_id,to_user_id', 'message');
-- Fires whenever a decision is written, also the same one again.
CREATE TRIGGER connection_requests_once BEFORE UPDATE OF status ON coaching.connection_requests
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_request('decision');
CREATE TRIGGER connection_requests_touch BEFORE UPDATE ON coaching.connection_requests
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.follow_request() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_follow_request';
COMMENT ON FUNCTION coaching.follow_request() IS
    'Trigger: an accepted request becomes a relationship; both sides hear of every step. Errors: as of trainer_clients.';
CREATE TRIGGER connection_requests_follow AFTER INSERT OR UPDATE OF status ON coaching.connection_requests
    FOR EACH ROW EXECUTE FUNCTION coaching.follow_request();
CREATE TRIGGER connection_requests_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.connection_requests
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'client_id=from_user_id', 'trainer_id=to_user_id');

CREATE FUNCTION coaching.send_connection_request(to_user_id uuid, message text DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_send_connection_request';
COMMENT ON FUNCTION coaching.send_connection_request(uuid, text) IS
    'Asks a trainer to begin, as the client who calls; gives the request. Errors: permission_denied, blocked, not_found, not_available, relationship_error, invalid_argument.';
CREATE FUNCTION coaching.respond_to_request(request_id uuid, response text) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_respond_to_request';
COMMENT ON FUNCTION coaching.respond_to_request(uuid, text) IS
    'Answers a request: accepted, rejected or deferred; gives the relationship when accepted, else NULL. For the trainer who is asked, and admins. Errors: permission_denied, blocked, not_found, capacity_reached, relationship_error, illegal_transition, invalid_argument.';
CREATE FUNCTION coaching.cancel_connection_request(request_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_cancel_connection_request';
COMMENT ON FUNCTION coaching.cancel_connection_request(uuid) IS
    'Takes an open request back. For the client who asked, and admins. Errors: permission_denied, not_found, illegal_transition.';
CREATE FUNCTION coaching.get_leads(max_rows integer DEFAULT 50, after text DEFAULT NULL)
    RETURNS TABLE (request_id uuid, user_id uuid, full_name text, avatar_url text, experience_level text,
        goals text[], message text, status text, match_percentage integer, requested_at timestamptz,
        total bigint, cursor text)
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_get_leads';
COMMENT ON FUNCTION coaching.get_leads(integer, text) IS
    'Lists the open requests to the caller, a trainer: best match first, then oldest first. total counts all; pass the last cursor as after for the next page. Errors: permission_denied, invalid_argument.';
