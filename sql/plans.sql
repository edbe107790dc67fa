-- plans: what the predicates become in the planner's hands.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('cora');

-- 20,000 rows of 2,000 clients; tina trains ten of them.
INSERT INTO coaching.users (id) SELECT id('client ' || n) FROM generate_series(1, 2000) n;
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status)
    SELECT id('tina'), id('client ' || n * 100), 'active' FROM generate_series(1, 10) n;
CREATE TABLE logs (
    id int PRIMARY KEY,
    client_id uuid NOT NULL,
    trainer_id uuid NOT NULL,
    completed_at timestamptz NOT NULL
);
INSERT INTO logs SELECT n, id('client ' || n % 2000 + 1), id(CASE WHEN n % 1000 = 0 THEN 'tina' ELSE 'client ' || n % 777 END),
    '2024-01-01'::timestamptz + n * interval '1 minute' FROM generate_series(1, 20000) n;
CREATE INDEX logs_client_idx ON logs (client_id, completed_at);
CREATE INDEX logs_trainer_idx ON logs (trainer_id);
ALTER TABLE logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON logs FOR SELECT USING (coaching.can_access(client_id, 'workouts'));
GRANT SELECT ON logs TO authenticated, anon;
VACUUM ANALYZE logs, coaching.users, coaching.trainer_clients;

-- The lines of a plan that say by what rows are found; which kind of index scan it is may differ from
-- version to version.
CREATE FUNCTION finds_by(statement text) RETURNS TABLE (line text) LANGUAGE plpgsql AS $$
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || statement LOOP
        CONTINUE WHEN line !~ 'Seq Scan|Index Cond|Filter|BitmapOr';
        line := regexp_replace(line, '^[ >-]*(Parallel )?', '');
        RETURN NEXT;
    END LOOP;
END $$;

-- A trainer's count, range and newest twenty look up the ids the trainer may see.
CALL be('tina');
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;
SELECT * FROM finds_by($$SELECT count(*) FROM logs WHERE completed_at >= '2024-01-05' AND completed_at < '2024-01-06'$$);
SELECT count(*) FROM logs WHERE completed_at >= '2024-01-05' AND completed_at < '2024-01-06';
SELECT * FROM finds_by('SELECT id FROM logs ORDER BY completed_at DESC LIMIT 20');
SELECT string_agg(id::text, ' ') FROM (SELECT id FROM logs ORDER BY completed_at DESC LIMIT 20) newest;
-- one client of theirs, one of others'
SELECT * FROM finds_by('SELECT * FROM logs WHERE client_id = id(''client 100'')');
SELECT count(*) FILTER (WHERE client_id = id('client 100')) AS theirs, count(*) FILTER (WHERE client_id = id('client 7')) AS others FROM logs;

-- A client's is the same plan, with fewer ids.
CALL be('carl');
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;

-- For an admin a plain scan that does not even read the column.
CALL be('ada');
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;
CALL be_trusted();
SELECT count(*) FROM logs;

-- Nobody finds nothing, by the index.
SET ROLE authenticated;
SET coaching.user_id = '';
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;

-- An OR of two predicates reads two indexes.
CALL be_trusted();
DROP POLICY see ON logs;
CREATE POLICY see ON logs FOR SELECT USING (coaching.is_self_or_admin(trainer_id) OR coaching.is_self_or_admin(client_id));
CALL be('tina');
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;
CALL be('ada');
SELECT count(*) FROM logs;
CALL be_trusted();
DROP POLICY see ON logs;
CREATE POLICY see ON logs FOR SELECT USING (coaching.is_self_or_admin(trainer_id) OR coaching.can_access(client_id, 'workouts'));
CALL be('tina');
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;
CALL be_trusted();
DROP POLICY see ON logs;

-- knows has its own list.
CREATE POLICY see ON logs FOR SELECT USING (coaching.knows(client_id));
CALL be('tina');
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;
CALL be_trusted();
DROP POLICY see ON logs;
CREATE POLICY see ON logs FOR SELECT USING (coaching.can_access(client_id, 'workouts'));

-- The extension's own tables are read the same way, e.g. people.
CALL be('tina');
SELECT * FROM finds_by('SELECT * FROM coaching.users');

-- The same statement planned once for all (as PostgREST does) keeps the condition and asks anew.
SET plan_cache_mode = force_generic_plan;
PREPARE newest (int) AS SELECT count(*) FROM (SELECT FROM logs ORDER BY completed_at DESC LIMIT $1) x;
EXECUTE newest (50);
EXECUTE newest (500);
SELECT * FROM finds_by('EXECUTE newest (50)');
CALL be('ada');
EXECUTE newest (500);
CALL be('carl');
EXECUTE newest (500);
DEALLOCATE newest;
RESET plan_cache_mode;

-- Without statistics, or with an index that will not do, the answer is the same.
CALL be_trusted();
DROP INDEX logs_client_idx;
CREATE INDEX logs_client_idx ON logs USING hash (client_id);
CALL be('tina');
SELECT * FROM finds_by('SELECT count(*) FROM logs');
SELECT count(*) FROM logs;
CALL be_trusted();
DROP INDEX logs_client_idx;
CREATE INDEX logs_client_idx ON logs (completed_at, client_id);
CALL be('tina');
SELECT count(*) FROM logs;
CALL be_trusted();
DROP INDEX logs_client_idx;
CREATE INDEX logs_client_idx ON logs (client_id);

-- Parallel workers agree with the leader, for everybody.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET min_parallel_index_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SET parallel_leader_participation = off;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
SET enable_indexonlyscan = off;
CALL be('tina');
EXPLAIN (COSTS OFF) SELECT count(*) FROM logs;
SELECT count(*) FROM logs;
CALL be('carl');
SELECT count(*) FROM logs;
CALL be('ada');
SELECT count(*) FROM logs;
SET ROLE authenticated;
SET coaching.user_id = '';
SELECT count(*) FROM logs;
-- with claims instead, and after a change in the same transaction
SELECT set_config('request.jwt.claims', json_build_object('sub', id('tina'))::text, false) <> '' AS claimed;
SELECT count(*) FROM logs;
BEGIN;
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('client 100');
SELECT count(*) FROM logs;
SELECT coaching.uid() = id('tina') AS tina, coaching.is_admin() FROM logs LIMIT 1;
ROLLBACK;
RESET request.jwt.claims;
-- a malformed identity is the error it is everywhere
SET coaching.user_id = 'nonsense';
SELECT count(*) FROM logs;
RESET ROLE;
RESET coaching.user_id;
RESET ALL;

DROP FUNCTION finds_by;
DROP TABLE logs;
