-- relationships: a client without a trainer asks the house; what a client shares; blocking by function.

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

CREATE FUNCTION coaching.close_what_was_asked() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_close_what_was_asked';
COMMENT ON FUNCTION coaching.close_what_was_asked() IS
    'Trigger: once two people are connected, by whichever way, an open request between them is accepted and a pending invitation no longer needed.';
CREATE TRIGGER trainer_clients_close AFTER INSERT OR UPDATE OF status ON coaching.trainer_clients
    FOR EACH ROW WHEN (new.status = 'active') EXECUTE FUNCTION coaching.close_what_was_asked();

CREATE TABLE coaching.session_settings (
    client_id uuid PRIMARY KEY REFERENCES coaching.users (id) ON DELETE CASCADE,
    share_context boolean NOT NULL DEFAULT false,
    reminder_channels text[] NOT NULL DEFAULT '{email}'
        CHECK (reminder_channels <@ ARRAY['email', 'push', 'sms'] AND (array_ndims(reminder_channels) = 1) IS NOT FALSE AND array_position(reminder_channels, NULL) IS NULL),
    reminder_minutes_before integer NOT NULL DEFAULT 1440 CHECK (reminder_minutes_before BETWEEN 0 AND 43200),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE coaching.session_settings IS 'What a client wants around sessions; a client without a row has the defaults.';
COMMENT ON COLUMN coaching.session_settings.client_id IS 'users.id of the client.';
COMMENT ON COLUMN coaching.session_settings.share_context IS 'Share what the client did in the app with the trainer before a session.';
COMMENT ON COLUMN coaching.session_settings.reminder_channels IS 'How to remind: any of email, push, sms.';
COMMENT ON COLUMN coaching.session_settings.reminder_minutes_before IS 'How many minutes before a session to remind.';
COMMENT ON COLUMN coaching.session_settings.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.session_settings.updated_at IS 'Maintained: when the row last changed.';
CREATE TRIGGER session_settings_judge BEFORE INSERT OR UPDATE ON coaching.session_settings
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_profile('client_id');
CREATE TRIGGER session_settings_not_erased BEFORE INSERT OR UPDATE ON coaching.session_settings
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('client_id');
CREATE TRIGGER session_settings_touch BEFORE UPDATE ON coaching.session_settings
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER session_settings_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.session_settings
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('client_id');

CREATE FUNCTION coaching.submit_coaching_interest(goals text[] DEFAULT '{}', message text DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_submit_coaching_interest';
COMMENT ON FUNCTION coaching.submit_coaching_interest(text[], text) IS
    'Tells the house that the caller wants a trainer; submitting again while it is open updates it. Gives the interest. Errors: permission_denied, invalid_argument.';
CREATE FUNCTION coaching.update_session_settings(share_context boolean) RETURNS coaching.session_settings
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_update_session_settings';
COMMENT ON FUNCTION coaching.update_session_settings(boolean) IS
    'Sets whether the caller shares context with the trainer; gives the settings. Errors: permission_denied, invalid_argument.';
CREATE FUNCTION coaching.my_coaching() RETURNS jsonb
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_my_coaching';
COMMENT ON FUNCTION coaching.my_coaching() IS
    'Everything the coaching page of the caller, a client, needs: {"state": "connected" or "unconnected", "coaches": [cards], "interest": the latest or null, "settings": {…}}. Error: permission_denied.';

CREATE FUNCTION coaching.remove_connection(other_user_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_remove_connection';
COMMENT ON FUNCTION coaching.remove_connection(uuid) IS
    'Ends what is live between the caller and the other person. Errors: permission_denied, not_found.';
CREATE FUNCTION coaching.block_user(user_id uuid, reason text DEFAULT NULL) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_block_user';
COMMENT ON FUNCTION coaching.block_user(uuid, text) IS
    'Blocks somebody for the caller: what is live or pending between the two ends, and nothing of the one reaches the other from now on. Blocking twice keeps the first, with the new reason if one is given. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.unblock_user(user_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_unblock_user';
COMMENT ON FUNCTION coaching.unblock_user(uuid) IS
    'Takes the caller''s block back; restores nothing. Error: permission_denied.';
