-- relationships: a trainer invites a client, by account or by e-mail.

CREATE TABLE coaching.client_invitations (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id) ON DELETE CASCADE,
    coach_email text,
    coach_name text,
    target_email text CHECK (octet_length(target_email) BETWEEN 3 AND 320),
    target_email_key text GENERATED ALWAYS AS (lower(target_email)) STORED,
    target_user_id uuid REFERENCES coaching.users (id) ON DELETE CASCADE,
    invitation_code text NOT NULL DEFAULT NULL CHECK (invitation_code ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
    message text CHECK (octet_length(message) <= 20000),
    status text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'accepted', 'declined', 'expired', 'revoked')),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days' CHECK (isfinite(expires_at)),
    viewed_at timestamptz,
    responded_at timestamptz,
    ip_address inet,
    user_agent text CHECK (octet_length(user_agent) <= 2000),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT client_invitations_target CHECK (num_nonnulls(target_email, target_user_id) >= 1),
    CONSTRAINT client_invitations_two_people CHECK (trainer_id <> target_user_id),
    CONSTRAINT client_invitations_code_key UNIQUE (invitation_code)
);
CREATE UNIQUE INDEX client_invitations_one_pending_user_idx
    ON coaching.client_invitations (trainer_id, target_user_id) WHERE status = 'pending';
CREATE UNIQUE INDEX client_invitations_one_pending_email_idx
    ON coaching.client_invitations (trainer_id, target_email_key) WHERE status = 'pending';
CREATE INDEX client_invitations_trainer_idx ON coaching.client_invitations (trainer_id, id);
CREATE INDEX client_invitations_user_idx ON coaching.client_invitations (target_user_id, id);
CREATE INDEX client_invitations_email_idx ON coaching.client_invitations (target_email_key, id);
CREATE INDEX client_invitations_expiry_idx ON coaching.client_invitations (expires_at) WHERE status = 'pending';

COMMENT ON TABLE coaching.client_invitations IS
    'A trainer invites a client. Only the one it was sent to accepts it, with or without the code; accepting makes the relationship in the same transaction.';
COMMENT ON COLUMN coaching.client_invitations.id IS 'The invitation.';
COMMENT ON COLUMN coaching.client_invitations.trainer_id IS 'users.id of the trainer who invites.';
COMMENT ON COLUMN coaching.client_invitations.coach_email IS 'Maintained: the trainer''s e-mail address at the time.';
COMMENT ON COLUMN coaching.client_invitations.coach_name IS 'Maintained: the trainer''s name at the time.';
COMMENT ON COLUMN coaching.client_invitations.target_email IS 'Address it was sent to, if not to an account; compared without regard to case.';
COMMENT ON COLUMN coaching.client_invitations.target_email_key IS 'Maintained: the address in lower case, for comparing.';
COMMENT ON COLUMN coaching.client_invitations.target_user_id IS 'users.id it was sent to; of an invitation by e-mail, who answered it.';
COMMENT ON COLUMN coaching.client_invitations.invitation_code IS 'Maintained: 128 random bits in 26 letters and digits without I, L, O and U.';
COMMENT ON COLUMN coaching.client_invitations.message IS 'What the trainer wrote.';
COMMENT ON COLUMN coaching.client_invitations.status IS
    'pending → accepted or declined by the invited, revoked by the trainer, expired by time.';
COMMENT ON COLUMN coaching.client_invitations.expires_at IS 'Until when it can be accepted.';
COMMENT ON COLUMN coaching.client_invitations.viewed_at IS 'When the invited first saw it; written by them.';
COMMENT ON COLUMN coaching.client_invitations.responded_at IS 'Maintained: when it was answered.';
COMMENT ON COLUMN coaching.client_invitations.ip_address IS 'Maintained: from where it was answered, by the request''s headers.';
COMMENT ON COLUMN coaching.client_invitations.user_agent IS 'Maintained: with which program it was answered, by the request''s headers.';
COMMENT ON COLUMN coaching.client_invitations.created_at IS 'When it was sent.';
COMMENT ON COLUMN coaching.client_invitations.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.my_email_key() RETURNS text
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_my_email_key';
COMMENT ON FUNCTION coaching.my_email_key() IS
    'The caller''s e-mail address in lower case, for policies; NULL for nobody.';

CREATE FUNCTION coaching.judge_invitation() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_invitation';
COMMENT ON FUNCTION coaching.judge_invitation() IS
    'Trigger: judges who invites whom and who answers; makes the code. Errors: permission_denied, blocked, not_found, invalid_invitation, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER client_invitations_judge BEFORE INSERT OR UPDATE ON coaching.client_invitations
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_invitation();
CREATE TRIGGER client_invitations_not_erased BEFORE INSERT OR UPDATE OF message ON coaching.client_invitations
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id,target_user_id', 'message');
-- Fires whenever an answer is written, also the same one again.
CREATE TRIGGER client_invitations_once BEFORE UPDATE OF status ON coaching.client_invitations
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_invitation('answer');
CREATE TRIGGER client_invitations_touch BEFORE UPDATE ON coaching.client_invitations
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.follow_invitation() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_follow_invitation';
COMMENT ON FUNCTION coaching.follow_invitation() IS
    'Trigger: an accepted invitation becomes a relationship; both sides hear of every step. Errors: as of trainer_clients.';
CREATE TRIGGER client_invitations_follow AFTER INSERT OR UPDATE OF status ON coaching.client_invitations
    FOR EACH ROW EXECUTE FUNCTION coaching.follow_invitation();
CREATE TRIGGER client_invitations_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.client_invitations
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit(
        'id', 'client_id=target_user_id', 'invitation_code', 'ip_address', 'user_agent', '-target_email_key');

CREATE FUNCTION coaching.send_invitation(
    target_email text DEFAULT NULL, target_user_id uuid DEFAULT NULL, message text DEFAULT NULL,
    valid_for interval DEFAULT '7 days') RETURNS coaching.client_invitations
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_send_invitation';
COMMENT ON FUNCTION coaching.send_invitation(text, uuid, text, interval) IS
    'Invites a client by e-mail or by account, as the trainer who calls; gives the invitation with its code. Errors: permission_denied, blocked, not_found, relationship_error, invalid_argument.';
CREATE FUNCTION coaching.accept_coaching_invitation(invitation_id uuid) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_accept_coaching_invitation';
COMMENT ON FUNCTION coaching.accept_coaching_invitation(uuid) IS
    'Accepts an invitation, as the invited; gives the relationship. An unknown, answered, expired or somebody else''s invitation is one and the same error. Errors: permission_denied, invalid_invitation, capacity_reached, relationship_error.';
CREATE FUNCTION coaching.accept_invitation_code(code text) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_accept_invitation_code';
COMMENT ON FUNCTION coaching.accept_invitation_code(text) IS
    'Accepts an invitation by its code, as accept_coaching_invitation does; case, blanks and hyphens in it do not matter. Guessing learns nothing. Errors: permission_denied, invalid_invitation, capacity_reached, relationship_error.';
CREATE FUNCTION coaching.decline_coaching_invitation(invitation_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_decline_coaching_invitation';
COMMENT ON FUNCTION coaching.decline_coaching_invitation(uuid) IS
    'Declines an invitation, as the invited. Errors: permission_denied, invalid_invitation.';
CREATE FUNCTION coaching.revoke_invitation(invitation_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_revoke_invitation';
COMMENT ON FUNCTION coaching.revoke_invitation(uuid) IS
    'Takes a pending invitation back. For the trainer who sent it, and admins. Errors: permission_denied, not_found, illegal_transition.';
CREATE FUNCTION coaching.expire_invitations() RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_expire_invitations';
COMMENT ON FUNCTION coaching.expire_invitations() IS
    'Marks pending invitations past their time expired, and says how many; for a scheduled job (they cannot be accepted either way). For admins. Error: permission_denied.';

CREATE FUNCTION coaching.close_what_was_asked() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_close_what_was_asked';
COMMENT ON FUNCTION coaching.close_what_was_asked() IS
    'Trigger: once two people are connected, by whichever way, an open request between them is accepted and a pending invitation no longer needed.';
CREATE TRIGGER trainer_clients_close AFTER INSERT OR UPDATE OF status ON coaching.trainer_clients
    FOR EACH ROW WHEN (new.status = 'active') EXECUTE FUNCTION coaching.close_what_was_asked();
