-- The peers: the multi-trainer document's tables, functions and views as an app's developer would make them, under
-- policies in the manner of the personal training document, on the same rows.

SELECT substring(current_database() FROM '[0-9]+$')::integer AS trainers \gset
\set book bench_dashboard_book_ :trainers
DROP ROLE IF EXISTS :book;
CREATE ROLE :book;
SET work_mem = '256MB';
SET maintenance_work_mem = '256MB';

CREATE SCHEMA textbook;
CREATE FUNCTION textbook.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

CREATE TABLE textbook.users AS SELECT id, email, full_name, roles[1] AS role, time_zone FROM coaching.users;
CREATE TABLE textbook.trainer_profiles AS SELECT trainer_id AS id, trainer_id AS user_id, display_name AS name FROM coaching.trainer_profiles;
CREATE TABLE textbook.trainer_clients AS SELECT id, trainer_id, client_id, status, assigned_at FROM coaching.trainer_clients;
CREATE TABLE textbook.bookings AS SELECT id, trainer_id, client_id, session_date, duration_minutes, status FROM coaching.bookings;
CREATE TABLE textbook.client_packages AS
    SELECT id, client_id, trainer_id, name, sessions_total, sessions_remaining, price, status, purchased_at, expires_at FROM coaching.client_packages;
CREATE TABLE textbook.package_payments AS SELECT id, client_package_id, client_id, trainer_id, kind, amount, paid_at FROM coaching.package_payments;
CREATE TABLE textbook.workout_plans AS SELECT id, relationship_id AS assignment_id, status FROM coaching.workout_plans;
CREATE TABLE textbook.workout_exercises AS SELECT id, plan_id, day_of_week FROM coaching.workout_exercises;
CREATE TABLE textbook.workout_progress AS SELECT id, client_id, completed_at FROM coaching.workout_progress;
ALTER TABLE textbook.users ADD PRIMARY KEY (id);
ALTER TABLE textbook.trainer_profiles ADD PRIMARY KEY (id);
ALTER TABLE textbook.trainer_clients ADD PRIMARY KEY (id);
ALTER TABLE textbook.bookings ADD PRIMARY KEY (id);
ALTER TABLE textbook.client_packages ADD PRIMARY KEY (id);
ALTER TABLE textbook.package_payments ADD PRIMARY KEY (id);
CREATE INDEX ON textbook.trainer_profiles (user_id);
CREATE INDEX ON textbook.trainer_clients (trainer_id);
CREATE INDEX ON textbook.trainer_clients (client_id);
CREATE INDEX ON textbook.bookings (trainer_id);
CREATE INDEX ON textbook.bookings (client_id);
CREATE INDEX ON textbook.bookings (session_date);
CREATE INDEX ON textbook.client_packages (trainer_id);
CREATE INDEX ON textbook.client_packages (client_id);
CREATE INDEX ON textbook.package_payments (trainer_id);
CREATE INDEX ON textbook.workout_plans (assignment_id);
CREATE INDEX ON textbook.workout_exercises (plan_id);
CREATE INDEX ON textbook.workout_progress (client_id);
GRANT USAGE ON SCHEMA textbook TO :book;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['trainer_clients', 'bookings', 'client_packages', 'package_payments'] LOOP
        EXECUTE format('ALTER TABLE textbook.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY "Clients see their own" ON textbook.%I FOR SELECT USING (client_id = textbook.uid())', name);
        EXECUTE format('CREATE POLICY "Trainers see their own" ON textbook.%I FOR SELECT
            USING (trainer_id IN (SELECT id FROM textbook.trainer_profiles WHERE user_id = textbook.uid()))', name);
        EXECUTE format('CREATE POLICY "Admins see everything" ON textbook.%I FOR SELECT
            USING (EXISTS (SELECT 1 FROM textbook.users WHERE id = textbook.uid() AND role = ''admin''))', name);
    END LOOP;
END $$;
ALTER TABLE textbook.workout_progress ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Members manage own progress" ON textbook.workout_progress FOR ALL USING (textbook.uid() = client_id);
CREATE POLICY "Trainers view client progress" ON textbook.workout_progress FOR SELECT
    USING (client_id IN (
        SELECT tc.client_id FROM textbook.trainer_clients tc
        JOIN textbook.trainer_profiles t ON tc.trainer_id = t.id WHERE t.user_id = textbook.uid() AND tc.status = 'active'));
ALTER TABLE textbook.workout_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Trainers manage client plans" ON textbook.workout_plans FOR ALL
    USING (assignment_id IN (
        SELECT tc.id FROM textbook.trainer_clients tc JOIN textbook.trainer_profiles t ON tc.trainer_id = t.id WHERE t.user_id = textbook.uid()));
ALTER TABLE textbook.workout_exercises ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Trainers manage client exercises" ON textbook.workout_exercises FOR ALL
    USING (plan_id IN (
        SELECT wp.id FROM textbook.workout_plans wp JOIN textbook.trainer_clients tc ON wp.assignment_id = tc.id
        JOIN textbook.trainer_profiles t ON tc.trainer_id = t.id WHERE t.user_id = textbook.uid()));

CREATE VIEW textbook.trainer_schedule_overview WITH (security_invoker = true) AS
    SELECT t.id AS trainer_id, t.name, coalesce(c.n, 0) AS total_clients, coalesce(b.today, 0) AS sessions_today,
        coalesce(b.upcoming, 0) AS upcoming_sessions, coalesce(p.available, 0) AS available_sessions
    FROM textbook.trainer_profiles t
    LEFT JOIN (SELECT trainer_id, count(*) AS n FROM textbook.trainer_clients WHERE status = 'active' GROUP BY trainer_id) c ON c.trainer_id = t.id
    LEFT JOIN (
        SELECT trainer_id, count(*) FILTER (WHERE session_date::date = current_date) AS today, count(*) FILTER (WHERE session_date >= now()) AS upcoming
        FROM textbook.bookings WHERE status <> 'cancelled' GROUP BY trainer_id) b ON b.trainer_id = t.id
    LEFT JOIN (SELECT trainer_id, sum(sessions_remaining) AS available FROM textbook.client_packages WHERE status = 'active' GROUP BY trainer_id) p ON p.trainer_id = t.id;

CREATE VIEW textbook.client_assignment_overview WITH (security_invoker = true) AS
    SELECT tc.id, u.full_name AS client_name, t.name AS trainer_name, tc.status,
        coalesce(p.packages, 0) AS active_packages, p.remaining, b.last_session, b.next_session
    FROM textbook.trainer_clients tc
    JOIN textbook.users u ON u.id = tc.client_id
    JOIN textbook.trainer_profiles t ON t.id = tc.trainer_id
    LEFT JOIN (
        SELECT client_id, trainer_id, max(session_date) FILTER (WHERE session_date < now()) AS last_session, min(session_date) FILTER (WHERE session_date >= now()) AS next_session
        FROM textbook.bookings WHERE status <> 'cancelled' GROUP BY 1, 2) b ON b.client_id = tc.client_id AND b.trainer_id = tc.trainer_id
    LEFT JOIN (
        SELECT client_id, trainer_id, count(*) AS packages, sum(sessions_remaining) AS remaining
        FROM textbook.client_packages WHERE status = 'active' GROUP BY 1, 2) p ON p.client_id = tc.client_id AND p.trainer_id = tc.trainer_id;

CREATE VIEW textbook.trainer_client_details WITH (security_invoker = true) AS
    SELECT t.id AS trainer_id, t.name AS trainer_name, u.id AS client_id, u.full_name AS client_name, u.email, tc.status,
        p.name AS package_name, p.status AS package_status, p.sessions_total, p.sessions_remaining, p.price, p.purchased_at, p.expires_at
    FROM textbook.trainer_clients tc
    JOIN textbook.users u ON u.id = tc.client_id
    JOIN textbook.trainer_profiles t ON t.id = tc.trainer_id
    LEFT JOIN textbook.client_packages p ON p.client_id = tc.client_id AND p.trainer_id = tc.trainer_id;

CREATE FUNCTION textbook.get_trainer_dashboard_stats(p_trainer_id uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN jsonb_build_object(
        'total_clients', (SELECT count(*) FROM textbook.trainer_clients WHERE trainer_id = p_trainer_id AND status = 'active'),
        'active_packages', (SELECT count(*) FROM textbook.client_packages WHERE trainer_id = p_trainer_id AND status = 'active'),
        'today_sessions', (SELECT count(*) FROM textbook.bookings WHERE trainer_id = p_trainer_id AND status <> 'cancelled' AND session_date::date = current_date),
        'this_week_sessions', (SELECT count(*) FROM textbook.bookings WHERE trainer_id = p_trainer_id AND status <> 'cancelled'
            AND session_date >= date_trunc('week', now()) AND session_date < date_trunc('week', now()) + interval '1 week'),
        'this_month_sessions', (SELECT count(*) FROM textbook.bookings WHERE trainer_id = p_trainer_id AND status <> 'cancelled'
            AND session_date >= date_trunc('month', now()) AND session_date < date_trunc('month', now()) + interval '1 month'),
        'total_sessions_remaining', (SELECT coalesce(sum(sessions_remaining), 0) FROM textbook.client_packages WHERE trainer_id = p_trainer_id AND status = 'active'),
        'total_revenue_this_month', (SELECT coalesce(sum(CASE kind WHEN 'refund' THEN -amount ELSE amount END), 0) FROM textbook.package_payments
            WHERE trainer_id = p_trainer_id AND paid_at >= date_trunc('month', now())));
END $$;

-- Of the sessions planned from Monday three weeks ago on, the percentage done, and this week's.
CREATE FUNCTION textbook.compliance(p_client_id uuid, OUT compliance numeric, OUT due bigint, OUT done bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_monday date := date_trunc('week', now())::date;
BEGIN
    WITH planned AS (
        SELECT DISTINCT we.day_of_week FROM textbook.workout_exercises we
        JOIN textbook.workout_plans wp ON wp.id = we.plan_id
        JOIN textbook.trainer_clients tc ON tc.id = wp.assignment_id
        WHERE tc.client_id = p_client_id AND wp.status = 'active'
    ), trained AS (
        SELECT DISTINCT completed_at::date AS day FROM textbook.workout_progress
        WHERE client_id = p_client_id AND completed_at >= v_monday - 21
    ), weeks AS (
        SELECT date_trunc('week', d)::date AS week, count(p.day_of_week) AS due, count(p.day_of_week) FILTER (WHERE d <= now()) AS due_so_far, count(t.day) AS done
        FROM generate_series((v_monday - 21)::timestamp, (v_monday + 6)::timestamp, interval '1 day') d
        LEFT JOIN planned p ON p.day_of_week = to_char(d, 'FMDay')
        LEFT JOIN trained t ON t.day = d::date GROUP BY 1)
    SELECT round(100.0 * sum(least(w.due_so_far, w.done)) / nullif(sum(w.due_so_far), 0), 2), sum(w.due) FILTER (WHERE week = v_monday), sum(w.done) FILTER (WHERE week = v_monday)
    INTO compliance, due, done FROM weeks w;
END $$;

CREATE FUNCTION textbook.get_trainer_clients(p_trainer_id uuid)
RETURNS TABLE (client_id uuid, full_name text, email text, active_packages bigint, sessions_remaining bigint, last_session timestamptz, next_session timestamptz,
    last_workout timestamptz, compliance numeric, week_due bigint, week_done bigint)
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
    SELECT u.id, u.full_name, u.email,
        (SELECT count(*) FROM textbook.client_packages p WHERE p.client_id = u.id AND p.trainer_id = p_trainer_id AND p.status = 'active'),
        (SELECT sum(p.sessions_remaining) FROM textbook.client_packages p WHERE p.client_id = u.id AND p.trainer_id = p_trainer_id AND p.status = 'active'),
        (SELECT max(b.session_date) FROM textbook.bookings b WHERE b.client_id = u.id AND b.trainer_id = p_trainer_id AND b.status <> 'cancelled' AND b.session_date < now()),
        (SELECT min(b.session_date) FROM textbook.bookings b WHERE b.client_id = u.id AND b.trainer_id = p_trainer_id AND b.status <> 'cancelled' AND b.session_date >= now()),
        (SELECT max(w.completed_at) FROM textbook.workout_progress w WHERE w.client_id = u.id),
        c.compliance, c.due, c.done
    FROM textbook.trainer_clients tc JOIN textbook.users u ON u.id = tc.client_id, textbook.compliance(u.id) c
    WHERE tc.trainer_id = p_trainer_id AND tc.status = 'active' ORDER BY u.full_name;
END $$;

-- Revenue and sessions per trainer, for the whole house.
CREATE FUNCTION textbook.get_admin_dashboard_stats() RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN jsonb_build_object(
        'total_trainers', (SELECT count(*) FROM textbook.trainer_profiles),
        'total_clients', (SELECT count(DISTINCT client_id) FROM textbook.trainer_clients WHERE status = 'active'),
        'trainers', (
            SELECT jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name,
                'clients', (SELECT count(*) FROM textbook.trainer_clients c WHERE c.trainer_id = t.id AND c.status = 'active'),
                'packages', (SELECT count(*) FROM textbook.client_packages p WHERE p.trainer_id = t.id AND p.status = 'active'),
                'sessions', (SELECT count(*) FROM textbook.bookings b WHERE b.trainer_id = t.id AND b.status <> 'cancelled' AND b.session_date >= date_trunc('month', now())),
                'revenue', (SELECT sum(CASE kind WHEN 'refund' THEN -amount ELSE amount END) FROM textbook.package_payments y
                    WHERE y.trainer_id = t.id AND y.paid_at >= date_trunc('month', now()))) ORDER BY t.name)
            FROM textbook.trainer_profiles t));
END $$;
GRANT SELECT ON ALL TABLES IN SCHEMA textbook TO :book;
VACUUM ANALYZE;
