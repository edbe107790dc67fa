-- feedback: what a trainer writes down about a client, and about a session.
--
-- The words belong to their trainer: nobody rewrites them. The relationship is referred to as a whole,
-- trainer_profiles instead of users, so that writing waits for nobody who is being erased.

CREATE TABLE coaching.trainer_client_notes (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    relationship_id uuid NOT NULL DEFAULT NULL,
    trainer_id uuid NOT NULL DEFAULT NULL,
    client_id uuid NOT NULL DEFAULT NULL,
    note text NOT NULL CHECK (octet_length(note) BETWEEN 1 AND 20000),
    is_private boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT trainer_client_notes_relationship_fkey FOREIGN KEY (relationship_id, trainer_id, client_id)
        REFERENCES coaching.trainer_clients (id, trainer_id, client_id) ON DELETE CASCADE
);
CREATE INDEX trainer_client_notes_relationship_idx
    ON coaching.trainer_client_notes (relationship_id, trainer_id, client_id);
CREATE INDEX trainer_client_notes_trainer_idx ON coaching.trainer_client_notes (trainer_id, client_id, id);
CREATE INDEX trainer_client_notes_client_idx ON coaching.trainer_client_notes (client_id, id);

COMMENT ON TABLE coaching.trainer_client_notes IS
    'A trainer''s notes about a client. A private one is its author''s and admins''; a shared one the client reads as well; another trainer reads neither. Written by the trainer alone, while the relationship is active or paused; afterwards the author reads on and changes nothing. Admins may delete.';
COMMENT ON COLUMN coaching.trainer_client_notes.id IS 'The note.';
COMMENT ON COLUMN coaching.trainer_client_notes.relationship_id IS
    'trainer_clients.id. NULL on insert means the active or paused one of the two; never changes.';
COMMENT ON COLUMN coaching.trainer_client_notes.trainer_id IS 'users.id of the author. NULL on insert means the caller; never changes, also when the client moves on.';
COMMENT ON COLUMN coaching.trainer_client_notes.client_id IS 'users.id of whom it is about. NULL on insert means the relationship''s; never changes.';
COMMENT ON COLUMN coaching.trainer_client_notes.note IS 'The text, 1 to 20000 bytes; kept out of the audit log.';
COMMENT ON COLUMN coaching.trainer_client_notes.is_private IS 'For the author and admins alone; false shares it with the client, who is told.';
COMMENT ON COLUMN coaching.trainer_client_notes.created_at IS 'When it was written.';
COMMENT ON COLUMN coaching.trainer_client_notes.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.trainer_session_notes (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    booking_id uuid NOT NULL,
    trainer_id uuid NOT NULL DEFAULT NULL REFERENCES coaching.trainer_profiles (trainer_id),
    client_id uuid NOT NULL DEFAULT NULL,
    feedback text CHECK (octet_length(feedback) <= 20000),
    performance_rating integer CHECK (performance_rating BETWEEN 1 AND 5),
    next_session_recommendations text CHECK (octet_length(next_session_recommendations) <= 20000),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT trainer_session_notes_booking_key UNIQUE (booking_id),
    CONSTRAINT trainer_session_notes_booking_fkey FOREIGN KEY (booking_id, client_id)
        REFERENCES coaching.bookings (id, client_id),
    CONSTRAINT trainer_session_notes_says_something
        CHECK (num_nonnulls(feedback, performance_rating, next_session_recommendations) > 0)
);
-- Client first: the same index serves the foreign key and the policy.
CREATE INDEX trainer_session_notes_client_idx ON coaching.trainer_session_notes (client_id, booking_id);
CREATE INDEX trainer_session_notes_trainer_idx ON coaching.trainer_session_notes (trainer_id, client_id, id);

COMMENT ON TABLE coaching.trainer_session_notes IS
    'What the trainer says after a session, one row per booking that has begun and was not cancelled. Read by the client, the trainer who wrote it, also after the end, and admins. Written by the trainer of the session alone, while the relationship is active or paused. Admins may delete.';
COMMENT ON COLUMN coaching.trainer_session_notes.id IS 'The note.';
COMMENT ON COLUMN coaching.trainer_session_notes.booking_id IS 'The session; never changes.';
COMMENT ON COLUMN coaching.trainer_session_notes.trainer_id IS 'users.id of the author, the trainer of the session. NULL on insert means the caller; never changes.';
COMMENT ON COLUMN coaching.trainer_session_notes.client_id IS 'users.id of the client of the session. NULL on insert means just that; never changes.';
COMMENT ON COLUMN coaching.trainer_session_notes.feedback IS 'How it went, at most 20000 bytes; kept out of the audit log.';
COMMENT ON COLUMN coaching.trainer_session_notes.performance_rating IS 'How well the client did, 1 (poor) to 5 (excellent).';
COMMENT ON COLUMN coaching.trainer_session_notes.next_session_recommendations IS 'What to do next time, at most 20000 bytes; kept out of the audit log.';
COMMENT ON COLUMN coaching.trainer_session_notes.created_at IS 'When it was written.';
COMMENT ON COLUMN coaching.trainer_session_notes.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_note() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_note';
COMMENT ON FUNCTION coaching.judge_note() IS
    'Trigger: a trainer writes notes about clients of theirs, and nobody else rewrites them; holds the relationship meanwhile. Errors: permission_denied, not_found, relationship_error, invalid_argument.';
CREATE TRIGGER trainer_client_notes_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.trainer_client_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_note();
CREATE TRIGGER trainer_client_notes_touch BEFORE UPDATE ON coaching.trainer_client_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.announce_note() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_note';
COMMENT ON FUNCTION coaching.announce_note() IS
    'Trigger: tells the client of a note shared with them.';
CREATE TRIGGER trainer_client_notes_announce AFTER INSERT OR UPDATE OF is_private ON coaching.trainer_client_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_note();
CREATE TRIGGER trainer_client_notes_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_client_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'note');

CREATE FUNCTION coaching.judge_session_note() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_session_note';
COMMENT ON FUNCTION coaching.judge_session_note() IS
    'Trigger: the trainer of a session that has begun writes about it, and nobody else. Errors: permission_denied, not_found, not_available (reason: cancelled, not_begun), relationship_error, invalid_argument.';
CREATE TRIGGER trainer_session_notes_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.trainer_session_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_session_note();
CREATE TRIGGER trainer_session_notes_touch BEFORE UPDATE ON coaching.trainer_session_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.announce_session_note() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_session_note';
COMMENT ON FUNCTION coaching.announce_session_note() IS
    'Trigger: tells the client what was said about a session.';
CREATE TRIGGER trainer_session_notes_announce AFTER INSERT ON coaching.trainer_session_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_session_note();
CREATE TRIGGER trainer_session_notes_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_session_notes
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'feedback', 'next_session_recommendations');
