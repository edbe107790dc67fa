-- What is good for each argument, and what is bad in each type.
CREATE SCHEMA input;
GRANT USAGE ON SCHEMA input TO PUBLIC;

-- Bad values, as expressions; those of ten million letters take their time: functions get them from an admin.
CREATE TABLE input.bad (type regtype, value text, is_huge boolean GENERATED ALWAYS AS (value LIKE '%10000000%') STORED);
INSERT INTO input.bad (type, value) SELECT type::regtype, value FROM (VALUES
    ('uuid', $$'00000000-0000-0000-0000-000000000000'$$), ('uuid', $$'ffffffff-ffff-ffff-ffff-ffffffffffff'$$),
    ('uuid', $$world.id('Q')$$), ('uuid', $$world.id('B')$$), ('uuid', $$world.id('D')$$), ('uuid', $$world.id('UO')$$),
    ('text', $$''$$), ('text', $$' '$$), ('text', $$repeat('x', 10000000)$$), ('text', $$repeat('x', 200000)$$), ('text', $$(SELECT string_agg(md5(n::text), '') FROM generate_series(1, 3000) AS n)$$), ('text', $$E'\x01\x7f\n\t\r'$$), ('text', $$E'\u202e'$$),
    ('text', $$''';DROP TABLE x; --'$$), ('text', $$repeat('%', 200)$$), ('text', $$repeat('\', 199)$$), ('text', $$'%s%n{}$1'$$), ('text', $$'null'$$),
    ('text', $$'{"a":1}'$$), ('text', $$repeat('ß', 333)$$), ('text', $$'infinity'$$), ('text', $$'Europe/Nowhere'$$), ('text', $$'eyJhIjoxfQ'$$), ('text', $$E'\U0010FFFF'$$),
    ('boolean', 'true'), ('boolean', 'false'),
    ('integer', '0'), ('integer', '-1'), ('integer', '2147483647'), ('integer', '-2147483648'), ('integer', '1001'), ('integer', '100000'),
    ('smallint', '-32768'), ('smallint', '32767'), ('bigint', '9223372036854775807'), ('bigint', '-9223372036854775808'),
    ('numeric', $$'NaN'$$), ('numeric', $$'Infinity'$$), ('numeric', $$'-Infinity'$$), ('numeric', '-1'), ('numeric', '0'), ('numeric', '-0.001'), ('numeric', '1e130000'), ('numeric', '1e-16000'), ('numeric', '99999999999.995'),
    ('double precision', $$'NaN'$$), ('double precision', $$'Infinity'$$), ('double precision', $$'-Infinity'$$), ('double precision', '1e308'), ('double precision', '5e-324'), ('double precision', $$'-0'$$),
    ('interval', $$'0'$$), ('interval', $$'-1 day'$$), ('interval', $$'178000000 years'$$), ('interval', $$'-178000000 years'$$), ('interval', $$'1 microsecond'$$), ('interval', $$'1 month -31 days'$$), ('interval', $$'9999 years'$$), ('interval', $$'2147483647 days'$$),
    ('date', $$'infinity'$$), ('date', $$'-infinity'$$), ('date', $$'4714-11-24 BC'$$), ('date', $$'5874897-12-31'$$), ('date', $$'0001-01-01'$$), ('date', $$'9999-12-31'$$),
    ('timestamptz', $$'infinity'$$), ('timestamptz', $$'-infinity'$$), ('timestamptz', $$'4714-11-24 00:00+00 BC'$$), ('timestamptz', $$'294276-12-31 23:59:59.999999+00'$$), ('timestamptz', $$'1900-01-01'$$), ('timestamptz', $$'9998-12-31 23:59:59.999999+00'$$),
    ('time', $$'24:00'$$), ('time', $$'00:00'$$), ('time', $$'23:59:59.999999'$$),
    ('inet', $$'::'$$), ('inet', $$'0.0.0.0/0'$$), ('bytea', $$''$$), ('bytea', $$decode(repeat('00', 100000), 'hex')$$),
    ('regrole', $$'4000000000'$$), ('regrole', $$'0'$$), ('regrole', $$'pg_database_owner'$$),
    ('coaching.users', $$jsonb_populate_record(NULL::coaching.users, '{}')$$),
    ('tstzrange', $$'empty'$$), ('tstzrange', $$'(,)'$$), ('tstzrange', $$'[2030-01-01,infinity)'$$),
    ('uuid[]', $$'{}'$$), ('uuid[]', $$'{NULL}'$$), ('uuid[]', $$ARRAY[ARRAY[world.id('C')]]$$), ('uuid[]', $$array_fill(world.id('C'), ARRAY[10000])$$), ('uuid[]', $$('[5:6]={' || world.id('C') || ',' || world.id('Q') || '}')$$),
    ('uuid[]', $$(SELECT array_agg(md5(n::text)::uuid) FROM generate_series(1, 2000) AS n)$$),
    ('text[]', $$'{}'$$), ('text[]', $$'{NULL}'$$), ('text[]', $$'{{a}}'$$), ('text[]', $$array_fill('x'::text, ARRAY[10000])$$), ('text[]', $$'[5:5]={a}'$$), ('text[]', $$ARRAY[repeat('x', 10000000)]$$), ('text[]', $$'{""}'$$), ('text[]', $$'{a,a}'$$),
    ('jsonb', $$'null'$$), ('jsonb', $$'[]'$$), ('jsonb', $$'{}'$$), ('jsonb', $$'""'$$), ('jsonb', '''-1'''), ('jsonb', $$'true'$$), ('jsonb', $$'[null]'$$), ('jsonb', $$'[[]]'$$), ('jsonb', $$'[{}]'$$), ('jsonb', $$'{"": ""}'$$),
    ('jsonb', $$(repeat('[', 2000) || repeat(']', 2000))$$), ('jsonb', $$(repeat('{"a":', 2000) || '1' || repeat('}', 2000))$$), ('jsonb', $$'[1e130000]'$$), ('jsonb', $$to_jsonb(repeat('x', 10000000))$$),
    ('jsonb', $$to_jsonb(array_fill(0, ARRAY[10000]))$$), ('jsonb', $$'[{"start": "24:01", "end": "00:00"}]'$$), ('jsonb', $$'{"title": null}'$$)) AS v (type, value);
INSERT INTO input.bad (type, value) SELECT DISTINCT type, 'NULL' FROM input.bad;

-- Good ones for arguments, by name and type, as the client's own trainer would pass them; where one
-- function wants another, it is named.
CREATE TABLE input.good (argument name, type regtype, value text, function name);
INSERT INTO input.good SELECT argument, type::regtype, value, function FROM (VALUES
    ('free_busy', 'boolean', 'false', NULL), ('move_bookings', 'boolean', 'true', NULL), ('move_packages', 'boolean', 'true', NULL), ('move_plans', 'boolean', 'true', NULL), ('override_availability', 'boolean', 'true', NULL),
    ('before_rows', 'boolean', 'true', NULL), ('keep_accounts', 'boolean', 'true', NULL), ('share_context', 'boolean', 'true', NULL), ('waive', 'boolean', 'false', NULL),
    ('person', 'coaching.users', '(SELECT u FROM coaching.users u WHERE id = world.id(''C''))', NULL),
    ('from_date', 'date', '''2024-03-04''', NULL), ('to_date', 'date', '''2024-03-31''', NULL), ('week', 'date', '''2024-03-06''', NULL),
    ('from_date', 'date', 'world.day(''0:00'')::date', 'get_available_slots'), ('to_date', 'date', 'world.day(''0:00'')::date', 'get_available_slots'),
    ('after_minutes', 'integer', '0', NULL), ('before_minutes', 'integer', '0', NULL), ('duration_minutes', 'integer', '60', NULL), ('max_rows', 'integer', '50', NULL), ('reps', 'integer', '5', NULL), ('step_minutes', 'integer', '60', NULL), ('weeks', 'integer', '2', NULL),
    ('lease', 'interval', '''1 minute''', NULL), ('older_than', 'interval', '''1 year''', NULL), ('valid_for', 'interval', '''7 days''', NULL),
    ('exercises', 'jsonb', 'input.exercises()', NULL), ('log', 'jsonb', 'input.log()', NULL), ('plan', 'jsonb', 'input.plan()', NULL),
    ('amount', 'numeric', '10', NULL), ('max_rate', 'numeric', 'NULL', NULL), ('price', 'numeric', '90', NULL), ('weight', 'numeric', '100', NULL),
    ('role', 'regrole', '''authenticated''', NULL), ('audience', 'text', '''user''', NULL),
    ('after', 'text', 'NULL', NULL), ('bucket', 'text', '''week''', NULL), ('coach_bio', 'text', '''strong''', NULL), ('code', 'text', '''0123456789ABCDEFGHJKMNPQRS''', NULL), ('csv', 'text', 'input.csv()', NULL),
    ('data', 'text', '''profile''', NULL), ('data_type', 'text', '''workouts''', NULL), ('error', 'text', '''lost''', NULL), ('exercise_name', 'text', '''squat''', NULL), ('external_id', 'text', '''pay 1''', NULL), ('format', 'text', '''strong''', NULL),
    ('formula', 'text', '''epley''', NULL), ('language', 'text', 'NULL', NULL), ('location', 'text', '''gym''', NULL), ('message', 'text', '''hello''', NULL), ('notes', 'text', '''note''', NULL), ('on_conflict', 'text', '''skip''', NULL), ('query', 'text', '''person''', NULL),
    ('reason', 'text', '''why''', NULL), ('response', 'text', '''accepted''', NULL), ('role', 'text', '''trainer''', NULL), ('search', 'text', '''person''', NULL), ('session_mode', 'text', 'NULL', NULL), ('target_email', 'text', '''n@example.org''', NULL), ('token', 'text', 'repeat(''T'', 32)', NULL), ('unit', 'text', '''kg''', NULL),
    ('coach_specializations', 'text[]', '''{strength}''', NULL), ('goals', 'text[]', '''{strength}''', NULL), ('specializations', 'text[]', 'NULL', NULL),
    ('not_before', 'timestamptz', 'world.day(''10:00'')', NULL), ('session_date', 'timestamptz', 'world.day(''10:00'')', NULL), ('session_date', 'timestamptz', '''2040-01-01 10:00+00''', 'find_booking_conflicts'),
    ('booking_id', 'uuid', 'world.id(''TC'')', NULL), ('booking_id', 'uuid', 'world.id(''pTC'')', 'complete_booking'), ('booking_id', 'uuid', 'world.id(''pTC'')', 'mark_no_show'),
    ('client_id', 'uuid', 'world.id(''C'')', NULL), ('client_id', 'uuid', 'world.id(''N'')', 'assign_trainer'), ('client_package_id', 'uuid', 'world.id(''TC'')', NULL), ('client_user_id', 'uuid', 'world.id(''C'')', NULL), ('coach_user_id', 'uuid', 'world.id(''T'')', NULL), ('from_trainer', 'uuid', 'world.id(''T'')', NULL),
    ('idempotency_key', 'uuid', 'world.id(''once'')', NULL), ('invitation_id', 'uuid', 'world.id(''iEC'')', NULL), ('notification_id', 'uuid', 'world.id(''nC'')', NULL), ('other_user_id', 'uuid', 'world.id(''T'')', NULL), ('p_member_id', 'uuid', 'world.id(''C'')', NULL), ('p_plan_id', 'uuid', 'world.id(''TC'')', NULL),
    ('p_trainer_id', 'uuid', 'world.id(''T'')', NULL), ('package_id', 'uuid', 'world.id(''kH'')', NULL), ('program_id', 'uuid', 'world.id(''tU'')', NULL), ('request_id', 'uuid', 'world.id(''rCE'')', NULL), ('series_id', 'uuid', 'world.id(''sTC'')', NULL), ('target_user_id', 'uuid', 'world.id(''N'')', 'promote_to_coach'), ('target_user_id', 'uuid', 'world.id(''L'')', 'demote_coach'),
    ('target_user_id', 'uuid', 'NULL', 'send_invitation'), ('request_id', 'uuid', 'world.id(''rNL'')', 'respond_to_request'), ('time_off_id', 'uuid', 'world.id(''T'')', NULL), ('to_trainer', 'uuid', 'world.id(''U'')', NULL), ('to_user_id', 'uuid', 'world.id(''U'')', NULL), ('trainer_id', 'uuid', 'world.id(''T'')', NULL), ('user_id', 'uuid', 'world.id(''C'')', NULL),
    ('user_id', 'uuid', 'world.id(''L'')', 'remove_user_role'), ('user_id', 'uuid', 'world.id(''T'')', 'block_user'), ('user_id', 'uuid', 'world.id(''B'')', 'unblock_user'),
    ('client_ids', 'uuid[]', 'ARRAY[world.id(''N'')]', NULL), ('notification_ids', 'uuid[]', 'ARRAY[world.id(''nC'')]', NULL)) AS v (argument, type, value, function);

-- Good documents, with every field there is.
CREATE FUNCTION input.plan() RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"title": "x", "description": "x", "goals": "x", "duration_weeks": 4, "start_date": "2026-03-02", "metadata": {"a": 1},
    "exercises": [{"day_of_week": "Monday", "order_index": 0, "exercise_name": "x", "exercise_type": "x", "sets": 3, "reps": "8-12", "weight": "60 kg", "rest_seconds": 60, "notes": "x"}]}'::jsonb
    || jsonb_build_object('program_id', world.id('tU')) $$;
CREATE FUNCTION input.log() RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"name": "x", "started_at": "2026-03-02T18:00:00Z", "ended_at": "2026-03-02T19:00:00Z", "notes": "x", "source": "watch", "external_id": "7", "metadata": {},
    "sets": [{"exercise_name": "x", "completed_at": "2026-03-02T18:10:00Z", "sets_completed": 1, "reps_completed": 5, "weight_used": 60.5, "duration_minutes": 1, "distance_km": 1, "rpe": 8, "set_type": "normal", "rating": 4, "notes": "x"}]}'::jsonb
    || jsonb_build_object('plan_id', world.id('TC')) $$;
CREATE FUNCTION input.exercises() RETURNS jsonb LANGUAGE sql AS $$ SELECT '[{"name": "x", "category": "strength", "level": "beginner", "equipment": "bar", "force": "push", "mechanic": "compound", "primaryMuscles": ["chest"], "secondaryMuscles": [], "instructions": ["push"], "images": ["0.jpg"], "id": "x"}]'::jsonb $$;
CREATE FUNCTION input.csv() RETURNS text LANGUAGE sql AS $$ SELECT E'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n2025-01-01 10:00:00,Legs,1h,Row,1,60,5,0,0,,,8\n' $$;

-- What is bad in one argument alone: each field of a document in turn, each line and cell of a table.
CREATE FUNCTION input.spoilt(document jsonb) RETURNS SETOF jsonb LANGUAGE sql AS $$
    WITH RECURSIVE place (path, value) AS (
        SELECT '{}'::text[], document
        UNION ALL
        SELECT path || inner_.key, inner_.value FROM place, LATERAL (
            SELECT key, value FROM jsonb_each(CASE jsonb_typeof(place.value) WHEN 'object' THEN place.value ELSE '{}' END)
            UNION ALL SELECT (n - 1)::text, value FROM jsonb_array_elements(CASE jsonb_typeof(place.value) WHEN 'array' THEN place.value ELSE '[]' END) WITH ORDINALITY AS e (value, n)) AS inner_)
    SELECT jsonb_set(document, path, bad::jsonb) FROM place,
        unnest(ARRAY['null', '""', '" "', '-1', '1e400', '0.5', '99999999999999999999', 'true', '[]', '{}', '[null]', '"\u0001"', '"9999-99-99"', '"infinity"', '"00000000-0000-0000-0000-000000000000"', '{"a": {"b": []}}', '"' || repeat('x', 100000) || '"']) AS bad
    WHERE path <> '{}'
    UNION ALL SELECT jsonb_set(document, path || 'unheard_of'::text, '1') FROM place WHERE jsonb_typeof(value) = 'object'
$$;
CREATE TABLE input.bad_documents (argument name, value text);
INSERT INTO input.bad_documents
    SELECT d.argument, quote_literal(s) FROM (VALUES ('plan', input.plan()), ('log', input.log()), ('exercises', input.exercises())) AS d (argument, document), input.spoilt(d.document) AS s;
INSERT INTO input.bad_documents SELECT 'csv', value FROM unnest(ARRAY[
    $$input.csv() || '"'$$, $$input.csv() || '2025-01-01'$$, $$input.csv() || repeat(',', 100000)$$, $$input.csv() || repeat(E'\n', 100000)$$, $$input.csv() || repeat('"', 100001)$$, $$chr(65279) || input.csv()$$, $$replace(input.csv(), ',', ';')$$,
    $$replace(input.csv(), E'\n', E'\r')$$, $$split_part(input.csv(), E'\n', 1)$$, $$repeat(input.csv(), 2)$$, $$replace(input.csv(), 'Reps', 'Weight')$$, $$replace(input.csv(), '2025-01-01', '2025-02-30')$$, $$replace(input.csv(), '2025-01-01', '99999-01-01')$$,
    $$replace(input.csv(), ',60,', ',1e999,')$$, $$replace(input.csv(), ',60,', ',NaN,')$$, $$replace(input.csv(), ',5,', ',-5,')$$, $$replace(input.csv(), ',5,', ',99999999999999999999,')$$, $$replace(input.csv(), 'Row', repeat('R', 100000))$$, $$replace(input.csv(), '1h', '99999999999h')$$, $$replace(input.csv(), ',8' || chr(10), ',infinity' || chr(10))$$]) AS value;
