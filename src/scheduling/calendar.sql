-- scheduling: a trainer's sessions as a calendar to subscribe to.

CREATE TABLE coaching.calendar_tokens (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT calendar_tokens_hash_key UNIQUE (token_hash)
);
CREATE INDEX calendar_tokens_trainer_idx ON coaching.calendar_tokens (trainer_id, id);
COMMENT ON TABLE coaching.calendar_tokens IS
    'Tokens that open a trainer''s calendar feed, one per device or service that subscribes. Made by create_calendar_token, which alone ever knows the token.';
COMMENT ON COLUMN coaching.calendar_tokens.id IS 'The token''s row; says nothing of the token.';
COMMENT ON COLUMN coaching.calendar_tokens.trainer_id IS 'users.id of the trainer whose sessions the feed tells.';
COMMENT ON COLUMN coaching.calendar_tokens.token_hash IS 'Maintained: SHA-256 of the token; nobody who signs in may read it.';
COMMENT ON COLUMN coaching.calendar_tokens.revoked_at IS 'Maintained: when it stopped opening anything; NULL while it is good.';
COMMENT ON COLUMN coaching.calendar_tokens.created_at IS 'When it was made.';
CREATE TRIGGER calendar_tokens_not_erased BEFORE INSERT ON coaching.calendar_tokens
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id');
CREATE TRIGGER calendar_tokens_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.calendar_tokens
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'token_hash');

-- PostgREST takes a function that returns a domain of this name as one that answers any Accept header.
CREATE DOMAIN coaching."*/*" AS text;
COMMENT ON DOMAIN coaching."*/*" IS
    'A response of whatever media type, sent as it is; the function sets the Content-Type.';

CREATE FUNCTION coaching.create_calendar_token(trainer_id uuid) RETURNS text
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_create_calendar_token';
COMMENT ON FUNCTION coaching.create_calendar_token(uuid) IS
    'Makes a token for trainer_calendar and gives it, this once: 192 random bits as 32 characters that may stand in a URL. Earlier ones stay good. For the trainer and admins. Errors: permission_denied, not_found (no trainer, or deactivated).';
CREATE FUNCTION coaching.revoke_calendar_tokens(trainer_id uuid) RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_revoke_calendar_tokens';
COMMENT ON FUNCTION coaching.revoke_calendar_tokens(uuid) IS
    'Makes all calendar tokens of the trainer worthless, and says how many were good. For the trainer and admins. Error: permission_denied.';

-- Stable: a request with GET runs in a read-only transaction.
CREATE FUNCTION coaching.trainer_calendar(token text, free_busy boolean DEFAULT false) RETURNS coaching."*/*"
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_trainer_calendar';
COMMENT ON FUNCTION coaching.trainer_calendar(text, boolean) IS
    'The trainer''s sessions from 92 days ago on as iCalendar (RFC 5545, times in UTC), for whoever has the token. UIDs stay, SEQUENCE rises with each change, cancelled sessions stay as cancelled. free_busy leaves out names, notes, places and the bookings'' ids. Under PostgREST the Content-Type is text/calendar. Error: not_found (unknown or revoked token, trainer not active).';
