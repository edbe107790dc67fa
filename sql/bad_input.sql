-- bad_input: whatever a caller passes, the answer is a refusal with its word, or a sensible nothing;
-- never an internal error.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;

-- Every function with NULL for every argument: STRICT ones answer NULL or nothing, others name what is missing.
CREATE FUNCTION calls_with(value text) RETURNS TABLE (function text, outcome text) LANGUAGE plpgsql AS $$
DECLARE
    f record;
BEGIN
    FOR f IN SELECT p.proname, array_agg(format('%s', CASE WHEN value IS NULL THEN 'NULL::' || format_type(t, NULL) ELSE value END) ORDER BY n)
                 FILTER (WHERE t IS NOT NULL) AS arguments
             FROM pg_proc p LEFT JOIN unnest(p.proargtypes) WITH ORDINALITY a (t, n) ON true
             WHERE p.pronamespace = 'coaching'::regnamespace
               AND p.prorettype NOT IN ('trigger'::regtype, 'internal'::regtype) AND p.pronargs > 0
             GROUP BY p.oid, p.proname ORDER BY p.proname COLLATE "C" LOOP
        function := f.proname;
        outcome := attempt(format('SELECT * FROM coaching.%I(%s)', f.proname, array_to_string(f.arguments, ', ')));
        RETURN NEXT;
    END LOOP;
END $$;
-- (which of several missing arguments is named first is the compiler's choice)
SELECT function, regexp_replace(outcome, '\w+ must not be NULL.*', '… must not be NULL') AS outcome FROM calls_with(NULL);
CALL be('ada');
SELECT * FROM calls_with(NULL) WHERE outcome NOT LIKE '22023 invalid_argument%' AND outcome NOT IN ('1 row', '0 rows')
    AND outcome NOT LIKE '42501 permission denied%';
CALL be('carl');
SELECT * FROM calls_with(NULL) WHERE outcome NOT LIKE '22023 invalid_argument%' AND outcome NOT IN ('1 row', '0 rows')
    AND outcome NOT LIKE '42501 permission%';

-- Values within the types, one by one and beside good ones, are tried by test/input. Here times and lengths meet.
CALL be_trusted();
CREATE FUNCTION scheduling_extremes() RETURNS TABLE (function text, arguments text, outcome text) LANGUAGE plpgsql AS $$
DECLARE
    when_ text;
    minutes text;
    call text;
BEGIN
    FOREACH when_ IN ARRAY '{infinity,-infinity,294276-12-31 23:59:59.999999+00,4714-11-24 00:00+00 BC,9998-12-31 23:59:59.999999+00,1900-01-01 00:00+00,2040-01-01 00:00+00}'::text[] LOOP
        FOREACH minutes IN ARRAY '{0,-1,1,1440,1441,2147483647,-2147483648}'::text[] LOOP
            FOREACH call IN ARRAY ARRAY[
                'is_trainer_available(T, W, M)', 'explain_availability(T, W, M)', 'find_booking_conflicts(T, W, M)', 'next_available_slot(T, W, M)', 'find_available_trainers(W, M)',
                'get_available_slots(T, W::date, W::date, M)', 'get_available_slots(T, W::date, W::date, 60, M)', 'session_range(W, M)', 'session_range(W, 60, M, M)',
                'book_session(T, C, W, M)', 'book_session(T, C, W, M, override_availability => true)', 'book_series(T, C, W, M)', 'book_series(T, C, W, 2, M, ''skip'')', 'book_series(T, C, W, 260, M)'] LOOP
                function := call;
                arguments := when_ || ', ' || minutes;
                outcome := attempt('SELECT * FROM coaching.' || replace(replace(replace(replace(call, 'T', quote_literal(id('tina'))), 'C', quote_literal(id('carl'))), 'W', quote_literal(when_) || '::timestamptz'), 'M', minutes));
                RETURN NEXT;
            END LOOP;
        END LOOP;
    END LOOP;
END $$;
CREATE TEMP TABLE outcomes (asker text, function text, arguments text, outcome text);
GRANT ALL ON outcomes TO PUBLIC;
BEGIN;
INSERT INTO outcomes SELECT 'trusted', * FROM scheduling_extremes();
CALL be('ada');
INSERT INTO outcomes SELECT 'admin', * FROM scheduling_extremes();
CALL be('tina');
INSERT INTO outcomes SELECT 'trainer', * FROM scheduling_extremes();
CALL be('carl');
INSERT INTO outcomes SELECT 'client', * FROM scheduling_extremes();
CALL be_nobody();
INSERT INTO outcomes SELECT 'nobody', * FROM scheduling_extremes();
CALL be_trusted();
COMMIT;
SELECT asker, count(DISTINCT function) > 10 AS many_functions FROM outcomes GROUP BY 1 ORDER BY 1;
-- what is neither an answer, nor a refusal of the documented errors, nor a missing privilege
SELECT * FROM outcomes
WHERE outcome !~ '^\d+ rows?$' AND outcome !~ '^(22023|PT402|PT404|PT409|PT410|42501) [a-z_]+:' AND outcome NOT LIKE '42501 permission denied for%'
ORDER BY 1, 2, 3;

-- Values only tables take.
CREATE FUNCTION on_table(statement text) RETURNS text LANGUAGE sql AS $$ SELECT regexp_replace(attempt(statement), 'x{50,}', 'x…') $$;
SELECT on_table($$UPDATE coaching.trainer_clients SET start_date = 'infinity'$$);
SELECT on_table($$UPDATE coaching.trainer_clients SET start_date = '-infinity', end_date = 'infinity'$$);
SELECT on_table($$UPDATE coaching.trainer_clients SET start_date = '5874897-12-31'$$);
SELECT on_table($$UPDATE coaching.trainer_clients SET status = 'terminated'$$);
SELECT start_date, end_date >= start_date AS ordered FROM coaching.trainer_clients;
SELECT on_table($$UPDATE coaching.users SET deactivated_at = 'infinity' WHERE id = id('carl')$$);
SELECT on_table($$UPDATE coaching.users SET deactivated_at = NULL WHERE id = id('carl')$$);
SELECT on_table($$UPDATE coaching.users SET full_name = repeat('x', 10000000)$$);
SELECT on_table($$UPDATE coaching.users SET metadata = '[]'$$);
SELECT on_table($$INSERT INTO coaching.users (id, email) VALUES (id('x'), repeat('x', 321))$$);
SELECT on_table($$INSERT INTO coaching.users (id, locale) VALUES (id('x'), 'x')$$);
SELECT on_table($$INSERT INTO coaching.users (id, unit_system) VALUES (id('x'), 'furlong')$$);
SELECT on_table($$INSERT INTO coaching.users (id, experience_level) VALUES (id('x'), 'expert')$$);
SELECT on_table($$INSERT INTO coaching.users (id, roles) VALUES (id('x'), array_fill('client'::text, ARRAY[100000]))$$);
SELECT on_table($$INSERT INTO coaching.users (id, roles) VALUES (id('x'), ARRAY[repeat('x', 10000000)])$$);
SELECT on_table($$INSERT INTO coaching.trainer_clients (trainer_id, client_id) VALUES (NULL, id('carl'))$$);
SELECT on_table($$INSERT INTO coaching.trainer_clients (id, trainer_id, client_id) VALUES (NULL, id('tina'), id('carl'))$$);
SELECT on_table($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, client_goals) VALUES (id('tina'), id('carl'), '{NULL}')$$);
SELECT on_table($$INSERT INTO coaching.trainer_clients (trainer_id, client_id, origin) VALUES (id('tina'), id('carl'), 'stork')$$);
SELECT on_table($$INSERT INTO coaching.client_profiles (client_id) VALUES (NULL)$$);
SELECT on_table($$INSERT INTO coaching.trainer_profiles (trainer_id, is_active) VALUES (id('carl'), NULL)$$);
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tina'), 0, '09:00', '17:00');
SELECT on_table($$INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (NULL, id('carl'), now())$$);
SELECT on_table($$INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (id('tina'), NULL, now())$$);
SELECT on_table($$INSERT INTO coaching.bookings (trainer_id, client_id, session_date) VALUES (id('tina'), id('carl'), NULL)$$);
SELECT on_table(format($$INSERT INTO coaching.bookings (trainer_id, client_id, session_date, %I) VALUES (id('tina'), id('carl'), '2040-01-01 12:00+00', %L)$$, column_name, value)), column_name FROM (VALUES
    (1, 'id', NULL), (2, 'duration_minutes', NULL), (3, 'duration_minutes', '0'), (4, 'status', NULL), (5, 'status', 'held'), (6, 'session_mode', 'beach'), (7, 'location', repeat('x', 1001)), (8, 'notes', repeat('x', 20001)),
    (9, 'override_availability', NULL), (10, 'metadata', NULL), (11, 'metadata', '[]'), (12, 'client_package_id', '00000000-0000-0000-0000-000000000000')) AS v (n, column_name, value) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (%L, %L, %L, %L)$$, trainer, day, from_, until)) FROM (VALUES
    (1, NULL, '1', '09:00', '17:00'), (2, id('tina')::text, NULL, '09:00', '17:00'), (3, id('tina')::text, '1', NULL, '17:00'), (4, id('tina')::text, '1', '09:00', NULL)) AS v (n, trainer, day, from_, until) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (%L, %L, %L)$$, trainer, date, windows)) FROM (VALUES
    (1, NULL, '2040-01-01', '[]'), (2, id('tina')::text, NULL, '[]'), (3, id('tina')::text, '2040-01-01', NULL)) AS v (n, trainer, date, windows) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, type) VALUES (%L, %L, %L, %L)$$, trainer, start_date, end_date, type)) FROM (VALUES
    (1, NULL, '2040-01-01', '2040-01-02', 'sick'), (2, id('tina')::text, NULL, '2040-01-02', 'sick'), (3, id('tina')::text, '2040-01-01', NULL, 'sick'), (4, id('tina')::text, '2040-01-01', '2040-01-02', NULL)) AS v (n, trainer, start_date, end_date, type) ORDER BY n;
INSERT INTO coaching.workout_plans (id, relationship_id, title) SELECT id('plan'), id, 'Plan' FROM coaching.trainer_clients WHERE client_id = id('carl') AND status = 'active';
INSERT INTO coaching.programs (id, user_id, name) VALUES (id('program'), id('tina'), 'Program');
SELECT on_table(format($$INSERT INTO coaching.exercises (name, %I) VALUES ('x', %L)$$, column_name, value)), column_name FROM (VALUES
    (1, 'id', NULL), (2, 'level', 'hero'), (3, 'primary_muscles', '{NULL}'), (4, 'instructions', NULL), (5, 'metadata', '[]'), (6, 'category', repeat('x', 101))) AS v (n, column_name, value) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.programs (user_id, name, %I) VALUES (id('tina'), 'x', %L)$$, column_name, value)), column_name FROM (VALUES
    (1, 'id', NULL), (2, 'duration_weeks', '0'), (3, 'days_per_week', '8'), (4, 'is_template', NULL), (5, 'visibility', 'friends'), (6, 'visibility', NULL), (7, 'program_difficulty', 'hero'), (8, 'client_goals', '{NULL}'), (9, 'metadata', NULL), (10, 'description', repeat('x', 20001))) AS v (n, column_name, value) ORDER BY n;
SELECT on_table($$INSERT INTO coaching.programs (name) VALUES ('x')$$);
SELECT on_table(format($$INSERT INTO coaching.workout_plans (relationship_id, title, %I) SELECT relationship_id, 'x', %L FROM coaching.workout_plans$$, column_name, value)), column_name FROM (VALUES
    (1, 'id', NULL), (2, 'duration_weeks', '0'), (3, 'duration_weeks', '521'), (4, 'status', NULL), (5, 'status', 'draft'), (6, 'start_date', '0001-01-01 BC'), (7, 'metadata', '7'), (8, 'goals', repeat('x', 20001)), (9, 'trainer_id', id('carl')::text), (10, 'created_by', '00000000-0000-0000-0000-000000000000')) AS v (n, column_name, value) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.%I (%I, day_of_week, exercise_name, %I) VALUES (%L, 'Monday', 'x', %L)$$, kind || '_exercises', kind_id, column_name, parent, value)), kind, column_name
    FROM (VALUES ('workout', 'plan_id', id('plan')), ('program', 'program_id', id('program'))) AS k (kind, kind_id, parent), (VALUES
    (1, 'id', NULL), (2, 'order_index', NULL), (3, 'order_index', '-1'), (4, 'sets', '0'), (5, 'sets', '2147483647'), (6, 'reps', repeat('x', 101)), (7, 'rest_seconds', '-1'), (8, 'notes', repeat('x', 4001)), (9, 'catalog_exercise_id', '00000000-0000-0000-0000-000000000000')) AS v (n, column_name, value) ORDER BY kind, n;
SELECT on_table(format($$INSERT INTO coaching.workout_exercises (plan_id, day_of_week, exercise_name) VALUES (id('plan'), %L, %L)$$, day, name)) FROM (VALUES (1, NULL, 'x'), (2, 'monday', 'x'), (3, 'Monday', ''), (4, 'Monday', repeat('x', 201))) AS v (n, day, name) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.workout_logs (client_id, %I) VALUES (id('carl'), %L)$$, column_name, value)), column_name FROM (VALUES
    (1, 'id', NULL), (2, 'started_at', NULL), (3, 'source', NULL), (4, 'source', ''), (5, 'external_id', ''), (6, 'name', repeat('x', 501)), (7, 'metadata', '[]'), (8, 'ended_at', '2000-01-01')) AS v (n, column_name, value) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.workout_progress (client_id, exercise_name, %I) VALUES (id('carl'), 'x', %L)$$, column_name, value)), column_name FROM (VALUES
    (1, 'id', NULL), (2, 'completed_at', NULL), (3, 'sets_completed', '-1'), (4, 'reps_completed', '100001'), (5, 'weight_used', '-1'), (6, 'weight_used', '1e30'), (7, 'duration_minutes', 'Infinity'), (8, 'distance_km', '-0.1'), (9, 'rpe', '10.1'), (10, 'set_type', NULL), (11, 'set_type', 'super'),
    (12, 'rating', '0'), (13, 'log_id', '00000000-0000-0000-0000-000000000000'), (14, 'exercise_id', '00000000-0000-0000-0000-000000000000'), (15, 'catalog_exercise_id', '00000000-0000-0000-0000-000000000000')) AS v (n, column_name, value) ORDER BY n;
INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, override_availability) VALUES (id('past'), id('tina'), id('carl'), now() - interval '1 day', true);
SELECT on_table(format($$INSERT INTO coaching.trainer_client_notes (%I) VALUES (%L)$$, column_name, value)) FROM (VALUES
    (1, 'note', 'x'), (2, 'relationship_id', NULL), (3, 'relationship_id', '00000000-0000-0000-0000-000000000000'), (4, 'trainer_id', '00000000-0000-0000-0000-000000000000'), (5, 'client_id', '00000000-0000-0000-0000-000000000000')) AS v (n, column_name, value) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.trainer_client_notes (trainer_id, client_id, note, is_private) VALUES (id('tina'), id('carl'), %L, %L)$$, note, is_private)) FROM (VALUES
    (1, NULL, 'true'), (2, '', 'true'), (3, 'x', NULL), (4, repeat('x', 20001), 'true')) AS v (n, note, is_private) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.trainer_session_notes (booking_id, %I) VALUES (%L, %L)$$, column_name, booking, value)) FROM (VALUES
    (1, 'feedback', NULL, 'x'), (2, 'feedback', '00000000-0000-0000-0000-000000000000', 'x'), (4, 'feedback', id('past')::text, repeat('x', 20001)), (5, 'feedback', id('past')::text, NULL), (6, 'next_session_recommendations', id('past')::text, repeat('x', 20001)),
    (7, 'performance_rating', id('past')::text, '0'), (8, 'performance_rating', id('past')::text, '-2147483648'), (9, 'performance_rating', id('past')::text, '2147483647'), (10, 'trainer_id', id('past')::text, '00000000-0000-0000-0000-000000000000'), (11, 'client_id', id('past')::text, id('tina')::text)) AS v (n, column_name, booking, value) ORDER BY n;
SELECT on_table(format($$INSERT INTO coaching.coaching_insights (trainer_id, client_id, type, title, content, %I) VALUES (id('tina'), id('carl'), 'observation', 'x', 'x', %L)$$, column_name, value)), column_name FROM (VALUES
    (1, 'id', NULL), (2, 'ai_confidence', 'Infinity'), (3, 'ai_confidence', '1e130000'), (4, 'based_on_data', 'null'), (5, 'based_on_data', '{"a":'), (6, 'client_viewed', NULL), (7, 'client_viewed_at', '-infinity'), (8, 'client_response', ''), (9, 'priority', NULL), (10, 'priority', ''),
    (11, 'tags', NULL), (12, 'tags', '{{NULL}}'), (13, 'relationship_id', '00000000-0000-0000-0000-000000000000')) AS v (n, column_name, value) ORDER BY n;
SELECT on_table($$INSERT INTO coaching.coaching_insights (trainer_id, client_id, type, title, content, client_viewed, client_viewed_at) VALUES (id('tina'), id('carl'), 'observation', 'x', 'x', true, 'infinity')$$);
SELECT on_table($$INSERT INTO coaching.coaching_insights (trainer_id, client_id, type, title, content, tags) VALUES (id('tina'), id('carl'), 'observation', 'x', 'x', array_fill('x'::text, ARRAY[101]))$$);
SELECT on_table(format($$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating, %I) VALUES (%L, %L, %L, %L)$$, column_name, trainer, client, rating, value)) FROM (VALUES
    (1, 'comment', NULL, id('carl')::text, '5', 'x'), (2, 'comment', id('tina')::text, NULL, '5', 'x'), (3, 'comment', id('tina')::text, id('carl')::text, NULL, 'x'), (4, 'comment', id('tina')::text, id('carl')::text, '-1', 'x'),
    (6, 'comment', id('tina')::text, id('carl')::text, '5', repeat('x', 20001)), (7, 'comment', '00000000-0000-0000-0000-000000000000', id('carl')::text, '5', 'x'), (8, 'created_at', id('tina')::text, id('carl')::text, '5', 'infinity'), (9, 'created_at', id('tina')::text, id('carl')::text, '5', NULL)) AS v (n, column_name, trainer, client, rating, value) ORDER BY n;
SELECT roles FROM coaching.users WHERE id IN (id('carl'), id('tina')) ORDER BY id;

DROP FUNCTION calls_with, scheduling_extremes, on_table;
