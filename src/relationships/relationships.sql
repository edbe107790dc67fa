-- relationships: who trains whom, capacity, and the predicates of row level security.

CREATE TABLE coaching.trainer_clients (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    status text NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'active', 'paused', 'completed', 'terminated')),
    is_primary boolean NOT NULL DEFAULT NULL,
    origin text NOT NULL DEFAULT 'assignment'
        CHECK (origin IN ('assignment', 'request', 'invitation', 'interest', 'transfer')),
    assigned_by uuid REFERENCES coaching.users (id) ON DELETE SET NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    invited_at timestamptz,
    accepted_at timestamptz,
    invitation_method text CHECK (invitation_method IN ('email', 'username')),
    invitation_message text CHECK (octet_length(invitation_message) <= 20000),
    connected_at timestamptz,
    paused_by text CHECK (paused_by IN ('client', 'trainer', 'admin', 'system')),
    start_date date,
    end_date date,
    terminated_at timestamptz,
    client_goals text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(client_goals) = 1) IS NOT FALSE
            AND array_position(client_goals, NULL) IS NULL AND cardinality(client_goals) <= 100),
    coach_notes text CHECK (octet_length(coach_notes) <= 100000),
    can_view_workouts boolean NOT NULL DEFAULT true,
    can_view_progress boolean NOT NULL DEFAULT true,
    can_view_analytics boolean NOT NULL DEFAULT true,
    can_create_programs boolean NOT NULL DEFAULT true,
    can_send_messages boolean NOT NULL DEFAULT true,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT trainer_clients_two_people CHECK (trainer_id <> client_id),
    CONSTRAINT trainer_clients_dates CHECK (end_date >= start_date),
    CONSTRAINT trainer_clients_id_client_key UNIQUE (id, client_id),
    CONSTRAINT trainer_clients_id_pair_key UNIQUE (id, trainer_id, client_id)
);
CREATE UNIQUE INDEX trainer_clients_one_live_idx ON coaching.trainer_clients (trainer_id, client_id)
    WHERE status IN ('pending', 'active', 'paused');
CREATE UNIQUE INDEX trainer_clients_one_primary_idx ON coaching.trainer_clients (client_id)
    WHERE status = 'active' AND is_primary;
CREATE INDEX trainer_clients_active_idx ON coaching.trainer_clients (trainer_id, client_id)
    WHERE status = 'active';
CREATE INDEX trainer_clients_trainer_idx ON coaching.trainer_clients (trainer_id, status, client_id);
CREATE INDEX trainer_clients_client_idx ON coaching.trainer_clients (client_id, status, trainer_id);
CREATE INDEX trainer_clients_assigned_by_idx ON coaching.trainer_clients (assigned_by);

COMMENT ON TABLE coaching.trainer_clients IS
    'Relationships between trainers and clients, with their history: at most one live (pending, active, paused) per pair, at most one active primary trainer per client.';
COMMENT ON COLUMN coaching.trainer_clients.id IS 'The relationship; other tables call it relationship_id.';
COMMENT ON COLUMN coaching.trainer_clients.trainer_id IS 'users.id of the trainer; never changes.';
COMMENT ON COLUMN coaching.trainer_clients.client_id IS 'users.id of the client; never changes.';
COMMENT ON COLUMN coaching.trainer_clients.status IS
    'pending → active ⇄ paused → completed or terminated. A trainer proposes, the client accepts; both may pause and end; whoever paused resumes.';
COMMENT ON COLUMN coaching.trainer_clients.is_primary IS
    'The client''s main trainer. NULL on insert means: primary if there is none. Moved with set_primary_trainer.';
COMMENT ON COLUMN coaching.trainer_clients.origin IS 'How it came about: assignment, request, invitation, interest or transfer.';
COMMENT ON COLUMN coaching.trainer_clients.assigned_by IS 'users.id of the admin who assigned the client, if one did.';
COMMENT ON COLUMN coaching.trainer_clients.assigned_at IS 'When the relationship was made.';
COMMENT ON COLUMN coaching.trainer_clients.invited_at IS 'When the client was invited.';
COMMENT ON COLUMN coaching.trainer_clients.accepted_at IS 'Maintained: when it first became active.';
COMMENT ON COLUMN coaching.trainer_clients.invitation_method IS 'email or username.';
COMMENT ON COLUMN coaching.trainer_clients.invitation_message IS 'What the trainer wrote to the client.';
COMMENT ON COLUMN coaching.trainer_clients.connected_at IS 'Maintained: when it last became active.';
COMMENT ON COLUMN coaching.trainer_clients.paused_by IS 'Maintained: which side paused it; that side (or an admin) resumes.';
COMMENT ON COLUMN coaching.trainer_clients.start_date IS 'First day; the day it became active where not given.';
COMMENT ON COLUMN coaching.trainer_clients.end_date IS 'Last day; set when it ends.';
COMMENT ON COLUMN coaching.trainer_clients.terminated_at IS 'Maintained: when it was completed or terminated.';
COMMENT ON COLUMN coaching.trainer_clients.client_goals IS 'Goals agreed on; written by the trainer, read by both.';
COMMENT ON COLUMN coaching.trainer_clients.coach_notes IS 'Notes on the relationship; written by the trainer, read by both.';
COMMENT ON COLUMN coaching.trainer_clients.can_view_workouts IS 'The client lets the trainer see workouts.';
COMMENT ON COLUMN coaching.trainer_clients.can_view_progress IS 'The client lets the trainer see progress.';
COMMENT ON COLUMN coaching.trainer_clients.can_view_analytics IS 'The client lets the trainer see analytics.';
COMMENT ON COLUMN coaching.trainer_clients.can_create_programs IS 'The client lets the trainer write programs and plans.';
COMMENT ON COLUMN coaching.trainer_clients.can_send_messages IS 'The client lets the trainer send messages.';
COMMENT ON COLUMN coaching.trainer_clients.metadata IS 'The app''s own data about the relationship, a JSON object.';
COMMENT ON COLUMN coaching.trainer_clients.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.trainer_clients.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_relationship() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_relationship';
COMMENT ON FUNCTION coaching.judge_relationship() IS
    'Trigger: judges every move of a relationship and who makes it, settles which trainer is primary, stamps the times. Errors: permission_denied, blocked, not_found, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER trainer_clients_judge BEFORE INSERT OR UPDATE ON coaching.trainer_clients
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_relationship();
CREATE TRIGGER trainer_clients_not_erased BEFORE INSERT
    OR UPDATE OF coach_notes, client_goals, invitation_message, metadata ON coaching.trainer_clients
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id,client_id', 'coach_notes,client_goals,invitation_message,metadata');
CREATE TRIGGER trainer_clients_touch BEFORE UPDATE ON coaching.trainer_clients
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();

CREATE FUNCTION coaching.count_active_clients() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_count_active_clients';
COMMENT ON FUNCTION coaching.count_active_clients() IS
    'Trigger: keeps trainer_profiles.active_clients, under that row''s lock, and refuses to pass max_clients. Error: capacity_reached.';
CREATE TRIGGER trainer_clients_capacity AFTER INSERT OR DELETE OR UPDATE OF status ON coaching.trainer_clients
    FOR EACH ROW EXECUTE FUNCTION coaching.count_active_clients();
CREATE TRIGGER trainer_clients_capacity_truncate AFTER TRUNCATE ON coaching.trainer_clients
    FOR EACH STATEMENT EXECUTE FUNCTION coaching.count_active_clients();

CREATE FUNCTION coaching.announce_relationship() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_announce_relationship';
COMMENT ON FUNCTION coaching.announce_relationship() IS
    'Trigger: tells both sides that a relationship was proposed, began, paused, resumed or ended.';
CREATE TRIGGER trainer_clients_announce AFTER INSERT OR UPDATE OF status ON coaching.trainer_clients
    FOR EACH ROW EXECUTE FUNCTION coaching.announce_relationship();
CREATE TRIGGER trainer_clients_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_clients
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');

CREATE FUNCTION coaching.hold_trainer_role() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_hold_trainer_role';
COMMENT ON FUNCTION coaching.hold_trainer_role() IS
    'Trigger: the trainer role stays while clients are active. Error: relationship_error.';
CREATE TRIGGER users_hold_trainer_role BEFORE UPDATE OF roles ON coaching.users
    FOR EACH ROW EXECUTE FUNCTION coaching.hold_trainer_role();

-- The predicates. Their support functions tell the planner how many rows pass and which index finds
-- them.

CREATE FUNCTION coaching.can_access_support(internal) RETURNS internal
    LANGUAGE c STRICT AS 'MODULE_PATHNAME', 'coaching_can_access_support';
COMMENT ON FUNCTION coaching.can_access_support(internal) IS 'Planner support of can_access.';
CREATE FUNCTION coaching.is_self_support(internal) RETURNS internal
    LANGUAGE c STRICT AS 'MODULE_PATHNAME', 'coaching_is_self_support';
COMMENT ON FUNCTION coaching.is_self_support(internal) IS 'Planner support of is_self_or_admin.';
CREATE FUNCTION coaching.knows_support(internal) RETURNS internal
    LANGUAGE c STRICT AS 'MODULE_PATHNAME', 'coaching_knows_support';
COMMENT ON FUNCTION coaching.knows_support(internal) IS 'Planner support of knows.';

CREATE FUNCTION coaching.can_access(client_id uuid, data text) RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE SUPPORT coaching.can_access_support
    AS 'MODULE_PATHNAME', 'coaching_can_access';
COMMENT ON FUNCTION coaching.can_access(uuid, text) IS
    'True for the client, an admin, and a trainer whose active relationship grants the data: profile, workouts, progress, analytics, programs or messages. For policies: the column must hold users.id, be NOT NULL and lead an index. Error: invalid_argument.';
CREATE FUNCTION coaching.is_self_or_admin(user_id uuid) RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE SUPPORT coaching.is_self_support
    AS 'MODULE_PATHNAME', 'coaching_is_self_or_admin';
COMMENT ON FUNCTION coaching.is_self_or_admin(uuid) IS
    'True for the person and for admins. For policies: the column must hold users.id and lead an index.';
CREATE FUNCTION coaching.knows(user_id uuid) RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE SUPPORT coaching.knows_support
    AS 'MODULE_PATHNAME', 'coaching_knows';
COMMENT ON FUNCTION coaching.knows(uuid) IS
    'True for the person, an admin, and the counterpart in a relationship of any state, an open request, or the trainer of a pending invitation, unless one has blocked the other. A trainer knows a client only once the client has agreed. For policies: the column must hold users.id and lead an index.';
CREATE FUNCTION coaching.visible_ids(data text) RETURNS uuid[]
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_visible_ids';
COMMENT ON FUNCTION coaching.visible_ids(text) IS
    'The ids can_access is true for (everyone for an admin); with self or known, those of is_self_or_admin and knows. The planner puts it into index conditions. Error: invalid_argument.';

CREATE FUNCTION coaching.sees_everyone_support(internal) RETURNS internal
    LANGUAGE c STRICT AS 'MODULE_PATHNAME', 'coaching_sees_everyone_support';
COMMENT ON FUNCTION coaching.sees_everyone_support(internal) IS 'Planner support of sees_everyone.';
CREATE FUNCTION coaching.sees_everyone() RETURNS boolean
    LANGUAGE c STABLE PARALLEL SAFE SUPPORT coaching.sees_everyone_support
    AS 'MODULE_PATHNAME', 'coaching_sees_everyone';
COMMENT ON FUNCTION coaching.sees_everyone() IS
    'Stands for the predicates in plans made for an admin. Error 40001 (rights_changed) when run by somebody who is none; the next try is planned anew.';

-- Functions.

CREATE FUNCTION coaching.assign_trainer(client_id uuid, trainer_id uuid, notes text DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_assign_trainer';
COMMENT ON FUNCTION coaching.assign_trainer(uuid, uuid, text) IS
    'Assigns a client to a trainer: the relationship is active at once, and primary if the client has no primary trainer; gives its id. For admins. Errors: permission_denied, blocked, not_found, capacity_reached, relationship_error.';
CREATE FUNCTION coaching.assign_clients(trainer_id uuid, client_ids uuid[])
    RETURNS TABLE (client_id uuid, assignment_id uuid, code text, message text)
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_assign_clients';
COMMENT ON FUNCTION coaching.assign_clients(uuid, uuid[]) IS
    'Assigns many clients to a trainer: all or none, a row each. code is assigned for all; or, where one could not be, the error''s word for those, not_assigned for the rest, and nothing was changed. For admins. Errors: permission_denied, not_found, invalid_argument.';
CREATE FUNCTION coaching.set_primary_trainer(client_id uuid, trainer_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_set_primary_trainer';
COMMENT ON FUNCTION coaching.set_primary_trainer(uuid, uuid) IS
    'Makes one of the client''s active trainers the primary one. For the client and admins. Errors: permission_denied, relationship_error.';
CREATE FUNCTION coaching.remove_connection(other_user_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_remove_connection';
COMMENT ON FUNCTION coaching.remove_connection(uuid) IS
    'Ends what is live between the caller and the other person. Errors: permission_denied, not_found.';
CREATE FUNCTION coaching.demote_coach(target_user_id uuid) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_demote_coach';
COMMENT ON FUNCTION coaching.demote_coach(uuid) IS
    'Takes the trainer role away; the profile rests. Refused while clients are active. For admins. Errors: permission_denied, not_found, relationship_error.';

CREATE FUNCTION coaching.get_trainer_client_count(p_trainer_id uuid) RETURNS integer
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_get_trainer_client_count';
COMMENT ON FUNCTION coaching.get_trainer_client_count(uuid) IS
    'How many clients a trainer has active: a public fact, the same for every caller; 0 for somebody who is no trainer.';
CREATE FUNCTION coaching.is_trainer_at_capacity(p_trainer_id uuid) RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_is_trainer_at_capacity';
COMMENT ON FUNCTION coaching.is_trainer_at_capacity(uuid) IS
    'Whether a trainer can take no more clients: a public fact; NULL for somebody who is no trainer.';
CREATE FUNCTION coaching.trainer_capacity(
    trainer_id uuid, OUT active integer, OUT maximum integer, OUT free integer, OUT utilisation numeric)
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_trainer_capacity';
COMMENT ON FUNCTION coaching.trainer_capacity(uuid) IS
    'Active clients, the maximum, free places (never below 0) and utilisation (active / maximum, four decimals): public facts. Maximum, free and utilisation are NULL for an unlimited trainer; all NULL for somebody who is no trainer.';

CREATE FUNCTION coaching.get_member_active_trainer(p_member_id uuid)
    RETURNS TABLE (assignment_id uuid, trainer_id uuid, trainer_name text, assigned_at timestamptz)
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_get_member_active_trainer';
COMMENT ON FUNCTION coaching.get_member_active_trainer(uuid) IS
    'The client''s active trainer: the primary one, else the longest-serving. No row where there is none, or for a caller who may not see the client.';
CREATE FUNCTION coaching.coach_can_access_client_data(coach_user_id uuid, client_user_id uuid, data_type text)
    RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_coach_can_access_client_data';
COMMENT ON FUNCTION coaching.coach_can_access_client_data(uuid, uuid, text) IS
    'Whether a trainer''s active relationship with the client grants the data (see can_access). For the trainer, the client and admins. Errors: permission_denied, invalid_argument.';
CREATE FUNCTION coaching.can_message(user_id uuid) RETURNS boolean
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_can_message';
COMMENT ON FUNCTION coaching.can_message(uuid) IS
    'Whether the caller may write to that person: an active relationship with can_send_messages, and no block; admins may write to everybody.';

CREATE TYPE coaching.trainer_card AS (
    trainer_id uuid, display_name text, avatar_url text, headline text, bio text,
    specializations text[], certifications text[], languages text[], session_modes text[],
    years_experience integer, hourly_rate numeric(12,2), currency text, rating_average numeric(3,2),
    rating_count integer, client_count integer, free_places integer, accepts_clients boolean,
    cursor text);
COMMENT ON TYPE coaching.trainer_card IS
    'A trainer in the directory. free_places is NULL for an unlimited trainer; cursor continues the list after this row.';
CREATE FUNCTION coaching.search_trainers(
    query text DEFAULT NULL, specializations text[] DEFAULT NULL, session_mode text DEFAULT NULL,
    max_rate numeric DEFAULT NULL, language text DEFAULT NULL, max_rows integer DEFAULT 50, after text DEFAULT NULL)
    RETURNS SETOF coaching.trainer_card
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_search_trainers';
COMMENT ON FUNCTION coaching.search_trainers(text, text[], text, numeric, text, integer, text) IS
    'The trainer directory (active and listed), best rated first: words of query all stand in name, headline or bio; any of the specializations; session_mode; hourly rate at most max_rate; language. Nobody with a block between. Continues after the row whose cursor is given as after. Error: invalid_argument.';
