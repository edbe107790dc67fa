-- feedback: what clients say about their trainers, and the rating that follows.
--
-- A client never learns of another client. So the rows, which name the client, are for the two people
-- and admins; everybody else reads rating_average, rating_count and get_trainer_reviews, which say what
-- was said and not by whom.

CREATE TABLE coaching.trainer_reviews (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.trainer_profiles (trainer_id),
    client_id uuid NOT NULL DEFAULT NULL REFERENCES coaching.users (id),
    rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
    comment text CHECK (octet_length(comment) <= 20000),
    created_at timestamptz NOT NULL DEFAULT now() CHECK (isfinite(created_at)),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT trainer_reviews_pair_key UNIQUE (trainer_id, client_id),
    CONSTRAINT trainer_reviews_two_people CHECK (trainer_id <> client_id)
);
CREATE INDEX trainer_reviews_client_idx ON coaching.trainer_reviews (client_id);
CREATE INDEX trainer_reviews_latest_idx ON coaching.trainer_reviews (trainer_id, created_at DESC, id DESC);

COMMENT ON TABLE coaching.trainer_reviews IS
    'A client''s opinion of a trainer, one per client who has had a completed session with them. Written, changed and withdrawn by the client alone; admins may delete, the trainer may not. Read by the two and admins; everybody else reads get_trainer_reviews, which does not say by whom. Keeps trainer_profiles.rating_average and rating_count. Trusted callers may bring reviews from elsewhere.';
COMMENT ON COLUMN coaching.trainer_reviews.id IS 'The review.';
COMMENT ON COLUMN coaching.trainer_reviews.trainer_id IS 'users.id of the trainer; never changes.';
COMMENT ON COLUMN coaching.trainer_reviews.client_id IS 'users.id of the author. NULL on insert means the caller; never changes.';
COMMENT ON COLUMN coaching.trainer_reviews.rating IS '1 (poor) to 5 (excellent).';
COMMENT ON COLUMN coaching.trainer_reviews.comment IS
    'In words, at most 20000 bytes, for everybody who may see the trainer. Goes when either of the two is erased; the rating stays.';
COMMENT ON COLUMN coaching.trainer_reviews.created_at IS 'When it was first written.';
COMMENT ON COLUMN coaching.trainer_reviews.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_review() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_review';
COMMENT ON FUNCTION coaching.judge_review() IS
    'Trigger: a client reviews a trainer after a completed session, for themselves, and not across a block. Errors: permission_denied, blocked, not_found (one of the two is erased), relationship_error, invalid_argument.';
CREATE TRIGGER trainer_reviews_judge BEFORE INSERT OR UPDATE OR DELETE ON coaching.trainer_reviews
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_review();
CREATE TRIGGER trainer_reviews_not_erased BEFORE UPDATE OF comment ON coaching.trainer_reviews
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id,client_id', 'comment');
CREATE TRIGGER trainer_reviews_touch BEFORE UPDATE ON coaching.trainer_reviews
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.rate_trainer() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_rate_trainer';
COMMENT ON FUNCTION coaching.rate_trainer() IS
    'Trigger: keeps rating_average and rating_count of the trainer''s profile, under that row''s lock, and tells the trainer of a new review.';
CREATE TRIGGER trainer_reviews_rate AFTER INSERT OR DELETE OR UPDATE OF rating ON coaching.trainer_reviews
    FOR EACH ROW EXECUTE FUNCTION coaching.rate_trainer();
CREATE TRIGGER trainer_reviews_rate_truncate AFTER TRUNCATE ON coaching.trainer_reviews
    FOR EACH STATEMENT EXECUTE FUNCTION coaching.rate_trainer();
CREATE TRIGGER trainer_reviews_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_reviews
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'comment');

CREATE FUNCTION coaching.get_trainer_reviews(
    trainer_id uuid, max_rows integer DEFAULT 50, after text DEFAULT NULL)
    RETURNS TABLE (rating integer, comment text, created_at timestamptz, cursor text)
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_get_trainer_reviews';
COMMENT ON FUNCTION coaching.get_trainer_reviews(uuid, integer, text) IS
    'What clients say about a trainer, latest first, without saying who. For everybody who may see the trainer''s profile: those active and listed are in the directory; no row otherwise. Continues after the row whose cursor is given as after. Error: invalid_argument.';
