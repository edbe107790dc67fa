-- relationships: the coaching page of a client, and what a client wants around sessions.

CREATE TABLE coaching.session_settings (
    client_id uuid PRIMARY KEY REFERENCES coaching.users (id) ON DELETE CASCADE,
    share_context boolean NOT NULL DEFAULT false,
    reminder_channels text[] NOT NULL DEFAULT '{email}'
        CHECK (reminder_channels <@ ARRAY['email', 'push', 'sms']
            AND (array_ndims(reminder_channels) = 1) IS NOT FALSE
            AND array_position(reminder_channels, NULL) IS NULL),
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

CREATE FUNCTION coaching.update_session_settings(share_context boolean) RETURNS coaching.session_settings
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_update_session_settings';
COMMENT ON FUNCTION coaching.update_session_settings(boolean) IS
    'Sets whether the caller shares context with the trainer; gives the settings. Errors: permission_denied, invalid_argument.';
CREATE FUNCTION coaching.my_coaching() RETURNS jsonb
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_my_coaching';
COMMENT ON FUNCTION coaching.my_coaching() IS
    'Everything the coaching page of the caller, a client, needs: {"state": "connected" or "unconnected", "coaches": [cards], "interest": the latest or null, "settings": {…}}. Error: permission_denied.';
