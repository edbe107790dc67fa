-- identity: users, roles, settings, who is asking.

-- For the whole script: an unqualified name is the system's, whatever stands in this schema (somebody
-- may have made it beforehand) or in those of the extensions required (public may be open to all). A
-- better match there, say cardinality(text[]), would run as whoever writes to a table.
SET LOCAL search_path = pg_catalog, pg_temp;

CREATE FUNCTION coaching.new_id() RETURNS uuid
    LANGUAGE c VOLATILE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_new_id';
COMMENT ON FUNCTION coaching.new_id() IS
    'A new time-ordered UUID (RFC 9562 version 7), rising within a session. Default of every primary key here.';

CREATE FUNCTION coaching.touch_updated_at() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_touch_updated_at';
COMMENT ON FUNCTION coaching.touch_updated_at() IS
    'Trigger: sets updated_at to the transaction''s time whenever a row changes.';

CREATE TABLE coaching.users (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    auth_subject text UNIQUE CHECK (octet_length(auth_subject) BETWEEN 1 AND 255),
    email text CHECK (octet_length(email) BETWEEN 3 AND 320),
    email_key text GENERATED ALWAYS AS (lower(email)) STORED,
    full_name text CHECK (octet_length(full_name) <= 500),
    avatar_url text CHECK (octet_length(avatar_url) <= 2000),
    phone text CHECK (octet_length(phone) <= 100),
    time_zone text NOT NULL DEFAULT 'UTC',
    locale text NOT NULL DEFAULT 'en' CHECK (octet_length(locale) BETWEEN 2 AND 35),
    unit_system text NOT NULL DEFAULT 'metric' CHECK (unit_system IN ('metric', 'imperial')),
    experience_level text CHECK (experience_level IN ('beginner', 'intermediate', 'advanced')),
    roles text[] NOT NULL DEFAULT '{client}'
        CHECK (roles <@ ARRAY['client', 'trainer', 'admin']
            AND (array_ndims(roles) = 1) IS NOT FALSE
            AND array_position(roles, NULL) IS NULL),
    deactivated_at timestamptz,
    erased_at timestamptz,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
-- Partial, so that it is no key a foreign key could use: an UPDATE of any column recomputes email_key
-- and would otherwise lock out every foreign-key check on the person until it commits.
CREATE UNIQUE INDEX users_email_key_idx ON coaching.users (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX users_admins_idx ON coaching.users (id) WHERE 'admin' = ANY (roles);

COMMENT ON TABLE coaching.users IS
    'Everybody: clients, trainers and admins. Columns named client_id, trainer_id, user_id elsewhere hold users.id.';
COMMENT ON COLUMN coaching.users.id IS 'The person; on Supabase the same as auth.users.id.';
COMMENT ON COLUMN coaching.users.auth_subject IS
    'The subject of the person''s tokens where that is no UUID (Clerk, Auth0).';
COMMENT ON COLUMN coaching.users.email IS
    'Proven by the sign-in service, since invitations are matched by it; only admins and trusted callers write it.';
COMMENT ON COLUMN coaching.users.email_key IS 'Maintained: the e-mail address in lower case, for comparing.';
COMMENT ON COLUMN coaching.users.full_name IS 'Name as the person writes it.';
COMMENT ON COLUMN coaching.users.avatar_url IS 'Address of a picture.';
COMMENT ON COLUMN coaching.users.phone IS 'Telephone number as given.';
COMMENT ON COLUMN coaching.users.time_zone IS 'IANA time zone of the person''s wall clock, e.g. Europe/Berlin.';
COMMENT ON COLUMN coaching.users.locale IS 'Language tag (BCP 47) for texts shown to the person.';
COMMENT ON COLUMN coaching.users.unit_system IS 'metric or imperial, for display; stored values are metric.';
COMMENT ON COLUMN coaching.users.experience_level IS 'beginner, intermediate or advanced, by the person''s own judgement.';
COMMENT ON COLUMN coaching.users.roles IS
    'Maintained: client, trainer, admin. Changed by add_user_role and remove_user_role.';
COMMENT ON COLUMN coaching.users.deactivated_at IS 'Since when the person may do nothing; NULL for active people.';
COMMENT ON COLUMN coaching.users.erased_at IS
    'Maintained: when erase_user removed what identified the person; the row stays empty from then on.';
COMMENT ON COLUMN coaching.users.metadata IS 'The app''s own data about the person, a JSON object.';
COMMENT ON COLUMN coaching.users.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.users.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_user() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_user';
COMMENT ON FUNCTION coaching.judge_user() IS
    'Trigger: keeps roles, e-mail and deactivation in the hands of admins, and time zones real. Errors: permission_denied, invalid_argument.';

CREATE TRIGGER users_judge BEFORE INSERT OR UPDATE ON coaching.users
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_user();
CREATE TRIGGER users_touch BEFORE UPDATE ON coaching.users
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();

CREATE FUNCTION coaching.refuse_erased() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_refuse_erased';
COMMENT ON FUNCTION coaching.refuse_erased() IS
    'Trigger: nothing new is written about an erased person, by nobody. Arguments: the columns that name people; then, where not every update counts, the columns of words. Error: not_found.';

CREATE TABLE coaching.settings (
    key text COLLATE "C" PRIMARY KEY CHECK (key IN ('auto_assign', 'packages_required')),
    value text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT settings_value_check CHECK (
        CASE key
            WHEN 'auto_assign' THEN value IN ('off', 'only_trainer', 'best_match')
            WHEN 'packages_required' THEN value IN ('on', 'off')
        END)
);
COMMENT ON TABLE coaching.settings IS
    'Overrides of the house''s settings; what is not here has its default. Written by admins.';
COMMENT ON COLUMN coaching.settings.key IS
    'auto_assign: what happens to a new client (off, only_trainer, best_match; default off). packages_required: whether a booking needs a package (on, off; default off).';
COMMENT ON COLUMN coaching.settings.value IS 'The value, as text.';
COMMENT ON COLUMN coaching.settings.created_at IS 'When the override was made.';
COMMENT ON COLUMN coaching.settings.updated_at IS 'Maintained: when it last changed.';
CREATE TRIGGER settings_touch BEFORE UPDATE ON coaching.settings
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();

CREATE FUNCTION coaching.uid() RETURNS uuid
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_uid';
COMMENT ON FUNCTION coaching.uid() IS
    'The person asking: coaching.user_id, else request.jwt.claims ->> ''sub'', else request.jwt.claim.sub; a subject that is no UUID is looked up in users.auth_subject. NULL for nobody. Error 28000 (invalid_identity) when malformed, or when two sources differ.';

CREATE FUNCTION coaching.is_admin() RETURNS boolean
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_is_admin';
COMMENT ON FUNCTION coaching.is_admin() IS
    'True for an active person with the admin role, and for a trusted caller (no identity, and a role that bypasses row level security).';

CREATE FUNCTION coaching.is_trainer() RETURNS boolean
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_is_trainer';
COMMENT ON FUNCTION coaching.is_trainer() IS
    'True for an active person with the trainer role.';

CREATE FUNCTION coaching.add_user_role(user_id uuid, role text) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_add_user_role';
COMMENT ON FUNCTION coaching.add_user_role(uuid, text) IS
    'Gives a role: client (user, member), trainer (coach, instructor) or admin. A new trainer gets a profile. For admins. Errors: permission_denied, not_found, invalid_argument.';

CREATE FUNCTION coaching.remove_user_role(user_id uuid, role text) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_remove_user_role';
COMMENT ON FUNCTION coaching.remove_user_role(uuid, text) IS
    'Takes a role away. A trainer keeps the role while clients are active. For admins. Errors: permission_denied, not_found, invalid_argument, relationship_error.';

CREATE FUNCTION coaching.user_has_role(user_id uuid, role text) RETURNS boolean
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_user_has_role';
COMMENT ON FUNCTION coaching.user_has_role(uuid, text) IS
    'Whether an active person has a role. About oneself; about others for admins. Errors: permission_denied, invalid_argument.';

-- Not PARALLEL SAFE: it reads an app's tables too, with whatever functions their policies call.
CREATE FUNCTION coaching.export_user(user_id uuid) RETURNS jsonb
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'coaching_export_user';
COMMENT ON FUNCTION coaching.export_user(uuid) IS
    'Every row about a person from every table that has any, the app''s own tables included, as {"user_id", "exported_at", "format": 1, "extension_version", "tables": {name: [row, …]}, "counts": {name: n}, "order": [names, parents first], "left_out": [names of tables and columns]}. Rows are read with the caller''s own rights: what they may not see is not in it (for the person, trainers'' private notes), columns and tables without the SELECT privilege and secrets are left out and named. About oneself; about others for admins. Errors: permission_denied, not_found, invalid_argument.';

CREATE FUNCTION coaching.session_refresh_required() RETURNS boolean
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_session_refresh_required';
COMMENT ON FUNCTION coaching.session_refresh_required() IS
    'True when the token claims roles (app_metadata, metadata, public_metadata, roles or user_role) other than the database knows, or its person is deactivated: the app should fetch a new token.';

CREATE FUNCTION coaching.pre_request() RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_pre_request';
COMMENT ON FUNCTION coaching.pre_request() IS
    'Checks the identity at the start of a request, for PostgREST''s db-pre-request, and sets the response headers X-Session-Refresh-Required and Access-Control-Expose-Headers when session_refresh_required(). Error 28000 for a malformed identity.';

CREATE FUNCTION coaching.auth_user_changed() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_auth_user_changed';
COMMENT ON FUNCTION coaching.auth_user_changed() IS
    'Trigger: on Supabase''s auth.users, keeps users in step; a deletion there erases the person here.';

CREATE FUNCTION coaching.sync_auth_users() RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_sync_auth_users';
COMMENT ON FUNCTION coaching.sync_auth_users() IS
    'Copies the people of Supabase''s auth.users and installs the triggers that keep users in step with it. Call it once, as a role that may create triggers there. Errors: permission_denied, not_found.';

CREATE FUNCTION coaching.erase_user(user_id uuid, keep_accounts boolean DEFAULT true) RETURNS jsonb
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_erase_user';
COMMENT ON FUNCTION coaching.erase_user(uuid, boolean) IS
    'Erases a person for good, in one transaction: what is live around them ends (sessions to come are cancelled, credits go back), and what identifies them, what they wrote and what was written about them is removed everywhere, in audit entries and notifications as well. With keep_accounts the accounts stay without a name: relationships, sessions, packages, payments, ledger, transfers, and an empty users row they refer to. Without, what they were as a client goes too, counters follow, and so does the users row where no row of somebody else and no table of the app refers to it; what a trainer has in common with other people stays theirs. Erasing again reports nothing new. Of somebody whose row was deleted by hand it takes out what is left in the log. Gives {"erased_at": time, "deleted": {table: rows}, "emptied": {table: rows}, "kept": {table: {"rows", "code", "message"}}}, code being accounts, history, shared, stub or referenced; nothing in it is of the person. By the person themselves with keep_accounts, by admins and trusted callers; the last admin is no exception, as with remove_user_role. Errors: permission_denied, not_found, invalid_argument.';
