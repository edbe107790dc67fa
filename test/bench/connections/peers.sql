-- The peer: the tables, policies and joins an app developer would write by the book, on the same rows.
-- Everybody may read profiles there, which is the cheapest a book suggests.

SELECT 'bench_textbook_' || substring(current_database() FROM '[0-9]+$') AS book \gset
CREATE SCHEMA textbook;
CREATE FUNCTION textbook.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

CREATE TABLE textbook.profiles (id uuid PRIMARY KEY, full_name text, avatar_url text, goals text[], is_admin boolean DEFAULT false);
CREATE TABLE textbook.instructors (id uuid PRIMARY KEY, user_id uuid NOT NULL, name text);
CREATE TABLE textbook.trainer_assignments (
    id uuid PRIMARY KEY, member_id uuid NOT NULL, trainer_id uuid NOT NULL, status text NOT NULL, assigned_at timestamptz NOT NULL);
CREATE TABLE textbook.connection_requests (
    id uuid PRIMARY KEY, from_user_id uuid NOT NULL, to_user_id uuid NOT NULL, status text NOT NULL,
    match_percentage integer, message text, created_at timestamptz NOT NULL);
INSERT INTO textbook.profiles (id, full_name, goals)
    SELECT id, full_name, goals FROM coaching.users LEFT JOIN coaching.client_profiles ON client_id = id;
INSERT INTO textbook.instructors SELECT trainer_id, trainer_id, display_name FROM coaching.trainer_profiles;
INSERT INTO textbook.trainer_assignments
    SELECT id, client_id, trainer_id, status, assigned_at FROM coaching.trainer_clients;
INSERT INTO textbook.connection_requests
    SELECT id, from_user_id, to_user_id, status, match_percentage, message, created_at FROM coaching.connection_requests;
CREATE INDEX ON textbook.instructors (user_id);
CREATE INDEX ON textbook.trainer_assignments (member_id);
CREATE INDEX ON textbook.trainer_assignments (trainer_id);
CREATE INDEX ON textbook.connection_requests (from_user_id);
CREATE INDEX ON textbook.connection_requests (to_user_id);
GRANT USAGE ON SCHEMA textbook TO :book;
GRANT SELECT ON ALL TABLES IN SCHEMA textbook TO :book;

-- As the personal training document writes them.
ALTER TABLE textbook.trainer_assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY member_own ON textbook.trainer_assignments FOR SELECT USING (textbook.uid() = member_id);
CREATE POLICY trainer_own ON textbook.trainer_assignments FOR SELECT
    USING (trainer_id IN (SELECT id FROM textbook.instructors WHERE user_id = textbook.uid()));
CREATE POLICY admin_all ON textbook.trainer_assignments
    USING (EXISTS (SELECT 1 FROM textbook.profiles WHERE id = textbook.uid() AND is_admin = true));
ALTER TABLE textbook.connection_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY both_sides ON textbook.connection_requests FOR SELECT
    USING (textbook.uid() = from_user_id OR textbook.uid() = to_user_id);
CREATE POLICY admin_all ON textbook.connection_requests
    USING (EXISTS (SELECT 1 FROM textbook.profiles WHERE id = textbook.uid() AND is_admin = true));

VACUUM (ANALYZE);
