-- relationships: who has blocked whom.

CREATE TABLE coaching.user_blocks (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    blocker_id uuid NOT NULL REFERENCES coaching.users (id) ON DELETE CASCADE,
    blocked_id uuid NOT NULL REFERENCES coaching.users (id) ON DELETE CASCADE,
    reason text CHECK (octet_length(reason) <= 4000),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_blocks_pair_key UNIQUE (blocker_id, blocked_id),
    CONSTRAINT user_blocks_two_people CHECK (blocker_id <> blocked_id)
);
CREATE INDEX user_blocks_blocked_idx ON coaching.user_blocks (blocked_id, blocker_id);
COMMENT ON TABLE coaching.user_blocks IS
    'The only truth about blocking: a row ends what is live between the two, and keeps the blocked from reaching the blocker. Deleting it restores nothing.';
COMMENT ON COLUMN coaching.user_blocks.id IS 'The block.';
COMMENT ON COLUMN coaching.user_blocks.blocker_id IS 'Who blocks; alone sees the row.';
COMMENT ON COLUMN coaching.user_blocks.blocked_id IS 'Who is blocked.';
COMMENT ON COLUMN coaching.user_blocks.reason IS 'Why, for the blocker and admins.';
COMMENT ON COLUMN coaching.user_blocks.created_at IS 'Since when.';

CREATE FUNCTION coaching.judge_block() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_block';
COMMENT ON FUNCTION coaching.judge_block() IS
    'Trigger: a person blocks for themselves only. Error: permission_denied.';
CREATE TRIGGER user_blocks_judge BEFORE INSERT OR UPDATE ON coaching.user_blocks
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_block();
CREATE TRIGGER user_blocks_not_erased BEFORE INSERT OR UPDATE OF reason ON coaching.user_blocks
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('blocker_id,blocked_id', 'reason');
CREATE FUNCTION coaching.end_blocked_relationship() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_end_blocked_relationship';
COMMENT ON FUNCTION coaching.end_blocked_relationship() IS
    'Trigger: a new block terminates what is live between the two.';
CREATE TRIGGER user_blocks_end AFTER INSERT ON coaching.user_blocks
    FOR EACH ROW EXECUTE FUNCTION coaching.end_blocked_relationship();
CREATE TRIGGER user_blocks_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.user_blocks
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'reason', 'client_id=blocker_id', 'trainer_id=blocked_id');

CREATE FUNCTION coaching.block_user(user_id uuid, reason text DEFAULT NULL) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_block_user';
COMMENT ON FUNCTION coaching.block_user(uuid, text) IS
    'Blocks somebody for the caller: what is live or pending between the two ends, and nothing of the one reaches the other from now on. Blocking twice keeps the first, with the new reason if one is given. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.unblock_user(user_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_unblock_user';
COMMENT ON FUNCTION coaching.unblock_user(uuid) IS
    'Takes the caller''s block back; restores nothing. Error: permission_denied.';
