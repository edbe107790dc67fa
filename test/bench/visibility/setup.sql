-- 100,000 clients of 10,000 trainers, ten each, and 2,000,000 rows of progress, twenty each, in one
-- table that three roles read through three different sets of policies.

CREATE EXTENSION coaching CASCADE;

DROP ROLE IF EXISTS bench_ours;
CREATE ROLE bench_ours;
DROP ROLE IF EXISTS bench_textbook;
CREATE ROLE bench_textbook;
DROP ROLE IF EXISTS bench_supabase;
CREATE ROLE bench_supabase;
SELECT coaching.grant_access('bench_ours') \g /dev/null

-- As a restore does it: rows as they are, no trigger judging each of a hundred thousand.
SET row_security = off;
INSERT INTO coaching.users (id, full_name, roles)
    SELECT md5('client' || i)::uuid, 'Client ' || i, '{client}'::text[] FROM generate_series(1, 100000) i
    UNION ALL
    SELECT md5('trainer' || i)::uuid, 'Trainer ' || i, '{trainer}' FROM generate_series(1, 10000) i
    UNION ALL
    SELECT md5('admin')::uuid, 'Admin', '{admin}';
INSERT INTO coaching.trainer_profiles (trainer_id, display_name, active_clients)
    SELECT md5('trainer' || i)::uuid, 'Trainer ' || i, 10 FROM generate_series(1, 10000) i;
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary)
    SELECT md5('trainer' || (i - 1) / 10 + 1)::uuid, md5('client' || i)::uuid, 'active', true
    FROM generate_series(1, 100000) i;
RESET row_security;

CREATE SCHEMA bench;
CREATE TABLE bench.progress (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    completed_at timestamptz NOT NULL,
    reps integer NOT NULL
);
INSERT INTO bench.progress (client_id, completed_at, reps)
    SELECT md5('client' || i % 100000 + 1)::uuid,
        timestamptz '2026-01-01 00:00+00' + i * interval '10 seconds', i % 15
    FROM generate_series(1, 2000000) i;
CREATE INDEX progress_client_idx ON bench.progress (client_id, completed_at);

ALTER TABLE bench.progress ENABLE ROW LEVEL SECURITY;
CREATE POLICY ours ON bench.progress FOR SELECT TO bench_ours
    USING (coaching.can_access(client_id, 'progress'));
GRANT USAGE ON SCHEMA bench TO bench_ours, bench_textbook, bench_supabase;
GRANT SELECT ON bench.progress TO bench_ours, bench_textbook, bench_supabase;
