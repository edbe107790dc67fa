-- Everything that is kept somewhere, used: trigger functions, statements of functions, predicates in
-- plans and in policies, and statements prepared under the first extension and executed ever since.
INSERT INTO coaching.users (id, full_name)
    SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'P' || n FROM generate_series(1, 4) AS n;
SELECT coaching.add_user_role('00000000-0000-4000-8000-000000000001', 'admin'),
    coaching.promote_to_coach('00000000-0000-4000-8000-000000000002') \g /dev/null
SELECT pg_temp.line('assign_clients works, ' || :'round', string_agg(code, ' '), 'assigned')
    FROM coaching.assign_clients('00000000-0000-4000-8000-000000000002', ARRAY['00000000-0000-4000-8000-000000000003']::uuid[]);
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES ('00000000-0000-4000-8000-000000000002', 0, '09:00', '17:00');
CREATE TEMPORARY TABLE measurement (client_id uuid NOT NULL, kg int);
CREATE INDEX ON measurement (client_id);
INSERT INTO measurement SELECT id, 70 FROM coaching.users, generate_series(1, 10);
ALTER TABLE measurement ENABLE ROW LEVEL SECURITY;
CREATE POLICY measurement_select ON measurement USING (coaching.can_access(client_id, 'progress'));
GRANT SELECT ON measurement TO authenticated;

SELECT pg_temp.line('a session is booked, ' || :'round', string_agg(code, ' '), 'booked')
    FROM coaching.book_series('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003', '2040-01-01 10:00+00', 1);
SELECT pg_temp.line('a session holds its time, ' || :'round', code, 'booked')
    FROM coaching.explain_availability('00000000-0000-4000-8000-000000000002', '2040-01-01 10:30+00');

SET ROLE authenticated;
SELECT set_config('coaching.user_id', '00000000-0000-4000-8000-000000000002', false) \g /dev/null
SELECT pg_temp.line('a trainer''s policy lets active clients through, ' || :'round', count(*)::text, '20') FROM measurement;
SELECT pg_temp.line('a trainer knows the client, ' || :'round', count(*)::text, '2') FROM coaching.users;
RESET ROLE;
SELECT count(*) = 0 AS unprepared FROM pg_prepared_statements WHERE name = 'clients' \gset
\if :unprepared
    PREPARE clients AS SELECT coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002');
    PREPARE access AS SELECT coaching.can_access('00000000-0000-4000-8000-000000000003', 'profile');
    PREPARE people AS SELECT count(*) FROM coaching.users WHERE coaching.knows(id);
\endif
EXECUTE clients \gset
SELECT pg_temp.line('a statement prepared in the first round counts, ' || :'round', :'get_trainer_client_count', '1');
EXECUTE access \gset
SELECT pg_temp.line('a statement prepared in the first round judges, ' || :'round', :'can_access', 't');
EXECUTE people \gset
SELECT pg_temp.line('a statement prepared in the first round filters, ' || :'round', :'count', '2');
RESET coaching.user_id;
DROP TABLE measurement;
