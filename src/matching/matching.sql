-- matching: how well trainers and clients fit, the best trainers for a client, and assigning many.

CREATE TABLE coaching.match_weights (
    factor text COLLATE "C" PRIMARY KEY CHECK (factor IN ('goals', 'price', 'session_mode', 'language',
        'distance', 'rating', 'experience', 'capacity', 'availability', 'response_rate')),
    weight double precision NOT NULL CHECK (weight BETWEEN 0 AND 1000),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE coaching.match_weights IS
    'How much each factor of a match counts, where the house wants it otherwise than by default: goals 25, price 12, session_mode, language, distance and rating 8, experience 4, capacity 3, availability 20, response_rate 4. A change counts at once. Written by admins.';
COMMENT ON COLUMN coaching.match_weights.factor IS
    'goals, price, session_mode, language, distance, rating, experience, capacity, availability or response_rate.';
COMMENT ON COLUMN coaching.match_weights.weight IS
    'From 0, which leaves the factor out, to 1000; only the proportions between the weights count.';
COMMENT ON COLUMN coaching.match_weights.created_at IS 'When the override was made.';
COMMENT ON COLUMN coaching.match_weights.updated_at IS 'Maintained: when it last changed.';
CREATE TRIGGER match_weights_touch BEFORE UPDATE ON coaching.match_weights
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER match_weights_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.match_weights
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('factor');

-- What is read again with every match must be readable.
CREATE FUNCTION coaching.judge_preferred_windows() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_preferred_windows';
COMMENT ON FUNCTION coaching.judge_preferred_windows() IS
    'Trigger: a client''s preferred windows are days and times. Error: invalid_argument.';
CREATE TRIGGER client_profiles_windows BEFORE INSERT OR UPDATE OF preferred_windows ON coaching.client_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_preferred_windows();

CREATE FUNCTION coaching.match_score(client_id uuid, trainer_id uuid) RETURNS integer
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_match_score';
COMMENT ON FUNCTION coaching.match_score(uuid, uuid) IS
    'How well a trainer fits a client, from 0 to 100: the weighted mean of the factors both sides speak to, so that silence neither helps nor harms; 0 where nothing was said. Says nothing about whether the trainer can be had: see match_breakdown. For the client, admins, and the trainer in question about their active clients; of who has asked, connection_requests.match_percentage says it. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.match_breakdown(client_id uuid, trainer_id uuid)
    RETURNS TABLE (factor text, similarity double precision, weight double precision, points integer,
        code text, params jsonb, message text)
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_match_breakdown';
COMMENT ON FUNCTION coaching.match_breakdown(uuid, uuid) IS
    'Why match_score is what it is: a row per factor with the similarity (0 to 1, NULL where a side is silent), the weight in force and the points, which sum to the score; then a row with factor exclusion for every reason the trainer would not be offered to the client: blocked, connected, inactive, not_accepting, at_capacity, required_language. For the client, admins, and the trainer in question about their active clients. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.match_trainers(client_id uuid, max_rows integer DEFAULT 10)
    RETURNS TABLE (trainer_id uuid, score integer, confidence double precision, display_name text,
        avatar_url text, headline text, specializations text[], languages text[], session_modes text[],
        years_experience integer, hourly_rate numeric(12,2), currency text, rating_average numeric(3,2),
        rating_count integer, free_places integer)
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_match_trainers';
COMMENT ON FUNCTION coaching.match_trainers(uuid, integer) IS
    'The best trainers for a client, by score and then id, of those the client could get: active, accepting, with a free place, speaking the language required, no block between and not their trainer already. confidence is the share of all weight that both sides spoke to. Trainers the directory does not list are for admins and those who know them. For the client and admins. Errors: permission_denied, not_found, invalid_argument.';

CREATE FUNCTION coaching.score_request() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_score_request';
COMMENT ON FUNCTION coaching.score_request() IS
    'Trigger: a new request says how well the two fit, as match_score does.';
CREATE TRIGGER connection_requests_match BEFORE INSERT ON coaching.connection_requests
    FOR EACH ROW EXECUTE FUNCTION coaching.score_request();

CREATE FUNCTION coaching.propose_assignments(client_ids uuid[])
    RETURNS TABLE (client_id uuid, trainer_id uuid, score integer, code text, params jsonb, message text)
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_propose_assignments';
COMMENT ON FUNCTION coaching.propose_assignments(uuid[]) IS
    'Which trainer each of many clients would get: the stable assignment under free places that is best for the clients, both sides ranking by score and then id. Changes nothing. trainer_id is NULL where nobody can be had. code is first_choice or later_choice; no_trainer (none fits the conditions), no_place (all go to better matches), has_trainer, client_inactive. Each client has as many choices as there are clients; above 3,000 clients fewer, at least 20; at most 100,000 clients at once. For admins. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.apply_assignments(client_ids uuid[])
    RETURNS TABLE (client_id uuid, trainer_id uuid, assignment_id uuid, score integer, code text, params jsonb, message text)
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_apply_assignments';
COMMENT ON FUNCTION coaching.apply_assignments(uuid[]) IS
    'Does what propose_assignments says at the moment of doing it, under locks on all clients and trainers concerned: all of it, or nothing. assignment_id is the relationship. For admins. Errors: permission_denied, not_found, relationship_error, invalid_argument.';

CREATE FUNCTION coaching.assign_new_client() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_assign_new_client';
COMMENT ON FUNCTION coaching.assign_new_client() IS
    'Trigger: a new client (a person who gets the client role and is no trainer or admin) is assigned as the setting auto_assign says: to the only active trainer, or to the best match with a free place. Never an error: nobody to be had means no assignment.';
CREATE TRIGGER users_auto_assign AFTER INSERT OR UPDATE OF roles ON coaching.users
    FOR EACH ROW EXECUTE FUNCTION coaching.assign_new_client();
