-- people: profiles of trainers and clients.

CREATE TABLE coaching.trainer_profiles (
    trainer_id uuid PRIMARY KEY REFERENCES coaching.users (id) ON DELETE CASCADE,
    display_name text CHECK (octet_length(display_name) <= 500),
    avatar_url text CHECK (octet_length(avatar_url) <= 2000),
    headline text CHECK (octet_length(headline) <= 500),
    bio text CHECK (octet_length(bio) <= 20000),
    specializations text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(specializations) = 1) IS NOT FALSE
            AND array_position(specializations, NULL) IS NULL AND cardinality(specializations) <= 100),
    certifications text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(certifications) = 1) IS NOT FALSE
            AND array_position(certifications, NULL) IS NULL AND cardinality(certifications) <= 100),
    languages text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(languages) = 1) IS NOT FALSE
            AND array_position(languages, NULL) IS NULL AND cardinality(languages) <= 100),
    years_experience integer CHECK (years_experience BETWEEN 0 AND 100),
    hourly_rate numeric(12,2) CHECK (hourly_rate >= 0 AND hourly_rate < 'Infinity'),
    currency text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
    time_zone text NOT NULL DEFAULT 'UTC',
    session_modes text[] NOT NULL DEFAULT '{gym}'
        CHECK (session_modes <@ ARRAY['gym', 'online', 'home_visit']
            AND (array_ndims(session_modes) = 1) IS NOT FALSE
            AND array_position(session_modes, NULL) IS NULL),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    service_radius_km double precision CHECK (service_radius_km BETWEEN 0 AND 20038),
    max_clients integer DEFAULT 15 CHECK (max_clients >= 0),
    active_clients integer NOT NULL DEFAULT 0 CHECK (active_clients >= 0),
    is_active boolean NOT NULL DEFAULT true,
    accepts_clients boolean NOT NULL DEFAULT true,
    is_listed boolean NOT NULL DEFAULT true,
    rating_average numeric(3,2) CHECK (rating_average BETWEEN 1 AND 5),
    rating_count integer NOT NULL DEFAULT 0 CHECK (rating_count >= 0),
    sessions_completed integer NOT NULL DEFAULT 0 CHECK (sessions_completed >= 0),
    phone text CHECK (octet_length(phone) <= 100),
    website text CHECK (octet_length(website) <= 2000),
    social_links jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(social_links) = 'object'),
    buffer_before_minutes integer NOT NULL DEFAULT 0 CHECK (buffer_before_minutes BETWEEN 0 AND 1440),
    buffer_after_minutes integer NOT NULL DEFAULT 0 CHECK (buffer_after_minutes BETWEEN 0 AND 1440),
    min_notice interval NOT NULL DEFAULT '2 hours' CHECK (min_notice BETWEEN '0' AND '1 year'),
    max_advance interval NOT NULL DEFAULT '90 days' CHECK (max_advance BETWEEN '1 minute' AND '10 years'),
    slot_step_minutes integer NOT NULL DEFAULT 15 CHECK (slot_step_minutes BETWEEN 1 AND 1440),
    cancellation_window interval NOT NULL DEFAULT '24 hours'
        CHECK (cancellation_window BETWEEN '0' AND '1 year'),
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    search_text text GENERATED ALWAYS AS (
        lower(coalesce(display_name, '') || ' ' || coalesce(headline, '') || ' ' || coalesce(bio, ''))) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX trainer_profiles_zone_idx ON coaching.trainer_profiles (time_zone);
CREATE INDEX trainer_profiles_directory_idx
    ON coaching.trainer_profiles ((coalesce(rating_average, 0)) DESC, trainer_id)
    WHERE is_active AND is_listed;
-- The operator class lives wherever pg_trgm does.
SELECT pg_catalog.set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname) || ', pg_temp', true)
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm';
CREATE INDEX trainer_profiles_search_idx ON coaching.trainer_profiles USING gin (search_text gin_trgm_ops);
SET LOCAL search_path = pg_catalog, pg_temp;

COMMENT ON TABLE coaching.trainer_profiles IS
    'What a trainer shows and how a trainer works. Made when a person gets the trainer role; the directory of those active and listed is open to everybody.';
COMMENT ON COLUMN coaching.trainer_profiles.trainer_id IS 'users.id of the trainer.';
COMMENT ON COLUMN coaching.trainer_profiles.display_name IS 'Name shown to everybody; follows users.full_name until it is edited here.';
COMMENT ON COLUMN coaching.trainer_profiles.avatar_url IS 'Address of a picture.';
COMMENT ON COLUMN coaching.trainer_profiles.headline IS 'One line about the trainer.';
COMMENT ON COLUMN coaching.trainer_profiles.bio IS 'The trainer in their own words.';
COMMENT ON COLUMN coaching.trainer_profiles.specializations IS 'What the trainer is good at, as words; matched without regard to case.';
COMMENT ON COLUMN coaching.trainer_profiles.certifications IS 'Certificates held, e.g. NASM-CPT.';
COMMENT ON COLUMN coaching.trainer_profiles.languages IS 'Language tags the trainer works in.';
COMMENT ON COLUMN coaching.trainer_profiles.years_experience IS 'Years of work as a trainer.';
COMMENT ON COLUMN coaching.trainer_profiles.hourly_rate IS 'Price of an hour, in currency.';
COMMENT ON COLUMN coaching.trainer_profiles.currency IS 'ISO 4217 code of the trainer''s prices and figures.';
COMMENT ON COLUMN coaching.trainer_profiles.time_zone IS 'Maintained: users.time_zone, by which hours and dates of the trainer are meant.';
COMMENT ON COLUMN coaching.trainer_profiles.session_modes IS 'Any of gym, online, home_visit.';
COMMENT ON COLUMN coaching.trainer_profiles.latitude IS 'Degrees north of where the trainer works.';
COMMENT ON COLUMN coaching.trainer_profiles.longitude IS 'Degrees east of where the trainer works.';
COMMENT ON COLUMN coaching.trainer_profiles.service_radius_km IS 'How far the trainer travels for home visits, in kilometres.';
COMMENT ON COLUMN coaching.trainer_profiles.max_clients IS 'Most clients active at a time; NULL is unlimited. Lowering it below the present count only stops new ones.';
COMMENT ON COLUMN coaching.trainer_profiles.active_clients IS 'Maintained: how many clients are active, primary and secondary.';
COMMENT ON COLUMN coaching.trainer_profiles.is_active IS 'Works here; false takes the trainer out of directory, matching and booking.';
COMMENT ON COLUMN coaching.trainer_profiles.accepts_clients IS 'Open to requests of new clients.';
COMMENT ON COLUMN coaching.trainer_profiles.is_listed IS 'Shown in the directory.';
COMMENT ON COLUMN coaching.trainer_profiles.rating_average IS 'Maintained: mean of reviews, 1 to 5; NULL without any.';
COMMENT ON COLUMN coaching.trainer_profiles.rating_count IS 'Maintained: number of reviews.';
COMMENT ON COLUMN coaching.trainer_profiles.sessions_completed IS 'Maintained: number of completed sessions.';
COMMENT ON COLUMN coaching.trainer_profiles.phone IS 'Telephone number shown with the profile.';
COMMENT ON COLUMN coaching.trainer_profiles.website IS 'Address of the trainer''s own site.';
COMMENT ON COLUMN coaching.trainer_profiles.social_links IS 'Addresses by network, a JSON object.';
COMMENT ON COLUMN coaching.trainer_profiles.buffer_before_minutes IS 'Minutes kept free before each session.';
COMMENT ON COLUMN coaching.trainer_profiles.buffer_after_minutes IS 'Minutes kept free after each session.';
COMMENT ON COLUMN coaching.trainer_profiles.min_notice IS 'A client books at least this long ahead; staff at any notice.';
COMMENT ON COLUMN coaching.trainer_profiles.max_advance IS 'A client books at most this long ahead; staff further.';
COMMENT ON COLUMN coaching.trainer_profiles.slot_step_minutes IS 'Slots start every so many minutes from the start of each window.';
COMMENT ON COLUMN coaching.trainer_profiles.cancellation_window IS 'A client who cancels later than this before the session forfeits its credit.';
COMMENT ON COLUMN coaching.trainer_profiles.metadata IS 'The app''s own data about the trainer, a JSON object.';
COMMENT ON COLUMN coaching.trainer_profiles.search_text IS 'Maintained: lower-case name, headline and bio, for search_trainers.';
COMMENT ON COLUMN coaching.trainer_profiles.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.trainer_profiles.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.trainer_business (
    trainer_id uuid PRIMARY KEY REFERENCES coaching.trainer_profiles (trainer_id) ON DELETE CASCADE,
    license_number text CHECK (octet_length(license_number) <= 200),
    license_expires_on date,
    insurance_provider text CHECK (octet_length(insurance_provider) <= 500),
    insurance_policy_number text CHECK (octet_length(insurance_policy_number) <= 200),
    insurance_expires_on date,
    commission_rate numeric(5,4) CHECK (commission_rate BETWEEN 0 AND 1),
    payout jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(payout) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE coaching.trainer_business IS 'The business side of a trainer, for the trainer and admins only.';
COMMENT ON COLUMN coaching.trainer_business.trainer_id IS 'users.id of the trainer.';
COMMENT ON COLUMN coaching.trainer_business.license_number IS 'Number of the licence to train.';
COMMENT ON COLUMN coaching.trainer_business.license_expires_on IS 'Last day the licence is valid.';
COMMENT ON COLUMN coaching.trainer_business.insurance_provider IS 'Who insures the trainer.';
COMMENT ON COLUMN coaching.trainer_business.insurance_policy_number IS 'Number of the policy.';
COMMENT ON COLUMN coaching.trainer_business.insurance_expires_on IS 'Last day of the insurance.';
COMMENT ON COLUMN coaching.trainer_business.commission_rate IS 'Share of a package''s price that is the trainer''s, 0 to 1. Written by admins.';
COMMENT ON COLUMN coaching.trainer_business.payout IS 'How the trainer is paid, a JSON object; kept out of the audit log.';
COMMENT ON COLUMN coaching.trainer_business.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.trainer_business.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.client_profiles (
    client_id uuid PRIMARY KEY REFERENCES coaching.users (id) ON DELETE CASCADE,
    goals text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(goals) = 1) IS NOT FALSE AND array_position(goals, NULL) IS NULL AND cardinality(goals) <= 100),
    preferred_specializations text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(preferred_specializations) = 1) IS NOT FALSE
            AND array_position(preferred_specializations, NULL) IS NULL AND cardinality(preferred_specializations) <= 100),
    budget_per_session numeric(12,2) CHECK (budget_per_session >= 0 AND budget_per_session < 'Infinity'),
    currency text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
    preferred_modes text[] NOT NULL DEFAULT '{}'
        CHECK (preferred_modes <@ ARRAY['gym', 'online', 'home_visit']
            AND (array_ndims(preferred_modes) = 1) IS NOT FALSE
            AND array_position(preferred_modes, NULL) IS NULL),
    languages text[] NOT NULL DEFAULT '{}'
        CHECK ((array_ndims(languages) = 1) IS NOT FALSE
            AND array_position(languages, NULL) IS NULL AND cardinality(languages) <= 100),
    required_language text CHECK (octet_length(required_language) BETWEEN 2 AND 35),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    preferred_windows jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(preferred_windows) = 'array'),
    sessions_per_week integer CHECK (sessions_per_week BETWEEN 0 AND 50),
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE coaching.client_profiles IS
    'What a client wants, for matching; seen by the client, active trainers and admins.';
COMMENT ON COLUMN coaching.client_profiles.client_id IS 'users.id of the client.';
COMMENT ON COLUMN coaching.client_profiles.goals IS 'What the client wants to reach, as words.';
COMMENT ON COLUMN coaching.client_profiles.preferred_specializations IS 'What the trainer should be good at.';
COMMENT ON COLUMN coaching.client_profiles.budget_per_session IS 'Most the client wants to pay for a session, in currency.';
COMMENT ON COLUMN coaching.client_profiles.currency IS 'ISO 4217 code of the budget.';
COMMENT ON COLUMN coaching.client_profiles.preferred_modes IS 'Any of gym, online, home_visit.';
COMMENT ON COLUMN coaching.client_profiles.languages IS 'Language tags the client speaks.';
COMMENT ON COLUMN coaching.client_profiles.required_language IS 'Language tag the trainer must speak, if any.';
COMMENT ON COLUMN coaching.client_profiles.latitude IS 'Degrees north of where the client trains.';
COMMENT ON COLUMN coaching.client_profiles.longitude IS 'Degrees east of where the client trains.';
COMMENT ON COLUMN coaching.client_profiles.preferred_windows IS
    'When the client has time, by the client''s wall clock: [{"day_of_week": 0–6 from Sunday, "start": "18:00", "end": "20:00"}].';
COMMENT ON COLUMN coaching.client_profiles.sessions_per_week IS 'How many sessions a week the client wants.';
COMMENT ON COLUMN coaching.client_profiles.metadata IS 'The app''s own data about the client, a JSON object.';
COMMENT ON COLUMN coaching.client_profiles.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.client_profiles.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_profile() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_profile';
COMMENT ON FUNCTION coaching.judge_profile() IS
    'Trigger: keeps a profile with its person, and maintained columns out of everybody''s hands. Errors: permission_denied, relationship_error.';
CREATE TRIGGER trainer_profiles_judge BEFORE INSERT OR UPDATE ON coaching.trainer_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_profile('trainer_id');
CREATE TRIGGER trainer_profiles_not_erased BEFORE INSERT OR UPDATE OF
    display_name, avatar_url, headline, bio, specializations, certifications, languages, phone, website,
    social_links, metadata, is_active, is_listed, accepts_clients ON coaching.trainer_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id',
        'display_name,avatar_url,headline,bio,specializations,certifications,languages,phone,website,'
        'social_links,metadata,is_active,is_listed,accepts_clients');
CREATE TRIGGER trainer_business_judge BEFORE INSERT OR UPDATE ON coaching.trainer_business
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_profile('trainer_id');
CREATE TRIGGER trainer_business_not_erased BEFORE INSERT OR UPDATE ON coaching.trainer_business
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id');
CREATE TRIGGER client_profiles_judge BEFORE INSERT OR UPDATE ON coaching.client_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_profile('client_id');
CREATE TRIGGER client_profiles_not_erased BEFORE INSERT OR UPDATE ON coaching.client_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('client_id');

CREATE FUNCTION coaching.profile_gives_role() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_profile_gives_role';
COMMENT ON FUNCTION coaching.profile_gives_role() IS
    'Trigger: whoever gets a trainer''s profile gets the trainer role.';
CREATE TRIGGER trainer_profiles_role AFTER INSERT ON coaching.trainer_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.profile_gives_role();

CREATE TRIGGER trainer_profiles_touch BEFORE UPDATE ON coaching.trainer_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER trainer_business_touch BEFORE UPDATE ON coaching.trainer_business
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER client_profiles_touch BEFORE UPDATE ON coaching.client_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();

CREATE TRIGGER trainer_profiles_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('trainer_id',
        '-active_clients', '-rating_average', '-rating_count', '-sessions_completed', '-search_text');
CREATE TRIGGER trainer_business_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_business
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit(
        'trainer_id', 'payout', 'license_number', 'insurance_policy_number');
CREATE TRIGGER client_profiles_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.client_profiles
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('client_id');

CREATE FUNCTION coaching.follow_user() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_follow_user';
COMMENT ON FUNCTION coaching.follow_user() IS
    'Trigger: profiles follow their person: a new trainer gets one, that of a former or deactivated trainer rests, a new name or time zone shows.';
CREATE TRIGGER users_profiles AFTER INSERT OR UPDATE OF roles, full_name, avatar_url, time_zone, deactivated_at ON coaching.users
    FOR EACH ROW EXECUTE FUNCTION coaching.follow_user();

CREATE FUNCTION coaching.promote_to_coach(
    target_user_id uuid, coach_specializations text[] DEFAULT '{}', coach_bio text DEFAULT '')
    RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_promote_to_coach';
COMMENT ON FUNCTION coaching.promote_to_coach(uuid, text[], text) IS
    'Makes a person a trainer, with an active profile. Empty arguments leave what the profile says already. For admins. Errors: permission_denied, not_found, invalid_argument.';
