-- The peers: the tables and policies an app developer would write by the book, on the same rows.

CREATE SCHEMA textbook;
CREATE FUNCTION textbook.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

CREATE TABLE textbook.profiles (id uuid PRIMARY KEY, full_name text, is_admin boolean DEFAULT false);
CREATE TABLE textbook.instructors (id uuid PRIMARY KEY, user_id uuid NOT NULL, name text);
CREATE TABLE textbook.trainer_assignments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL REFERENCES textbook.profiles (id),
    trainer_id uuid NOT NULL REFERENCES textbook.instructors (id),
    status text NOT NULL DEFAULT 'active');
INSERT INTO textbook.profiles SELECT id, full_name, 'admin' = ANY (roles) FROM coaching.users;
INSERT INTO textbook.instructors SELECT trainer_id, trainer_id, display_name FROM coaching.trainer_profiles;
INSERT INTO textbook.trainer_assignments (member_id, trainer_id, status)
    SELECT client_id, trainer_id, status FROM coaching.trainer_clients;
CREATE INDEX ON textbook.instructors (user_id);
CREATE INDEX ON textbook.trainer_assignments (member_id);
CREATE INDEX ON textbook.trainer_assignments (trainer_id);
CREATE INDEX ON textbook.trainer_assignments (status);
GRANT USAGE ON SCHEMA textbook TO bench_textbook, bench_supabase;
GRANT SELECT ON ALL TABLES IN SCHEMA textbook TO bench_textbook, bench_supabase;

-- As the personal training document writes them.
CREATE POLICY member_own ON bench.progress FOR SELECT TO bench_textbook
    USING (textbook.uid() = client_id);
CREATE POLICY trainer_clients ON bench.progress FOR SELECT TO bench_textbook
    USING (client_id IN (
        SELECT ta.member_id FROM textbook.trainer_assignments ta
        JOIN textbook.instructors i ON ta.trainer_id = i.id
        WHERE i.user_id = textbook.uid() AND ta.status = 'active'));
CREATE POLICY admin_all ON bench.progress FOR SELECT TO bench_textbook
    USING (EXISTS (SELECT 1 FROM textbook.profiles WHERE id = textbook.uid() AND is_admin = true));

-- As Supabase's guide to fast row level security recommends: everything constant in a sub-select, the
-- look-up behind a SECURITY DEFINER function, the list as an array.
CREATE FUNCTION textbook.my_clients() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT ta.member_id FROM textbook.trainer_assignments ta
    JOIN textbook.instructors i ON ta.trainer_id = i.id
    WHERE i.user_id = (SELECT textbook.uid()) AND ta.status = 'active'
$$;
CREATE FUNCTION textbook.is_admin() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT 1 FROM textbook.profiles WHERE id = (SELECT textbook.uid()) AND is_admin)
$$;
CREATE POLICY member_own_fast ON bench.progress FOR SELECT TO bench_supabase
    USING ((SELECT textbook.uid()) = client_id);
CREATE POLICY trainer_clients_fast ON bench.progress FOR SELECT TO bench_supabase
    USING (client_id = ANY (ARRAY(SELECT textbook.my_clients())));
CREATE POLICY admin_all_fast ON bench.progress FOR SELECT TO bench_supabase
    USING ((SELECT textbook.is_admin()));

VACUUM (ANALYZE);
