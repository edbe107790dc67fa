-- matching: how well a trainer fits a client, factor by factor, who is left out and why, who may ask.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('hal');

CREATE FUNCTION score(client text, trainer text) RETURNS int LANGUAGE sql AS $$ SELECT coaching.match_score(id(client), id(trainer)) $$;
CREATE FUNCTION breakdown(client text, trainer text) RETURNS TABLE (factor text, similarity numeric, weight float8, points int, code text, params jsonb, message text)
    LANGUAGE sql AS $$ SELECT factor, round(similarity::numeric, 4), weight, points, code, params, message FROM coaching.match_breakdown(id(client), id(trainer)) $$;
CREATE FUNCTION factor(client text, trainer text, name text) RETURNS TABLE (similarity numeric, points int, code text, params jsonb, message text)
    LANGUAGE sql AS $$ SELECT similarity, points, code, params, message FROM breakdown(client, trainer) WHERE factor = name $$;
CREATE FUNCTION listed(client text, max_rows int DEFAULT 10) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(who(trainer_id) || ' ' || score || ' (' || confidence || ')', ', ') FROM coaching.match_trainers(id(client), max_rows) $$;

-- Nobody has said anything: what is left is the trainer's capacity.
SELECT * FROM breakdown('carl', 'tina');
SELECT score('carl', 'tina'), listed('carl');

-- Both say all there is. The two clocks are 12.5 hours apart, and neither is ever changed.
UPDATE coaching.users SET time_zone = 'Asia/Kolkata' WHERE id = id('carl');
UPDATE coaching.users SET time_zone = 'America/Phoenix' WHERE id = id('tina');
INSERT INTO coaching.client_profiles (client_id, goals, preferred_specializations, budget_per_session, preferred_modes, languages, latitude, longitude,
        preferred_windows, sessions_per_week)
    VALUES (id('carl'), '{Strength,"less pain"}', '{STRENGTH,Übung,yoga}', 60, '{gym,home_visit}', '{hi,en-IN}', 12.9716, 77.5946,
        '[{"day_of_week": 0, "start": "07:00", "end": "10:00"}, {"day_of_week": 6, "start": "23:00", "end": "01:00"}]', NULL);
UPDATE coaching.trainer_profiles SET specializations = '{yoga,strength,Übung,boxing}', languages = '{EN-us}', years_experience = 4, hourly_rate = 70,
    session_modes = '{gym}', latitude = 13.0067, longitude = 77.5946, max_clients = 8 WHERE trainer_id = id('tina');
SET row_security = off;
UPDATE coaching.trainer_profiles SET rating_average = 4.9, rating_count = 15 WHERE trainer_id = id('tina');
RESET row_security;
-- Saturday 17:30 to 20:00 in Phoenix is Sunday 06:00 to 08:30 in Kolkata.
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tina'), 6, '17:30', '20:00'), (id('tina'), 3, '08:00', '16:00');
CALL person('r1');
CALL person('r2');
INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('r1'), id('tina')), (id('r2'), id('tina'));
UPDATE coaching.connection_requests SET status = 'rejected' WHERE from_user_id = id('r1');
-- (an open request is unanswered only after two days)
SELECT * FROM factor('carl', 'tina', 'response_rate');
UPDATE coaching.connection_requests SET created_at = now() - interval '49 hours';
SELECT * FROM breakdown('carl', 'tina');
SELECT score('carl', 'tina'), sum(points) AS points, sum(weight) AS weight FROM breakdown('carl', 'tina');
SELECT who(trainer_id), score, confidence, display_name, specializations, languages, session_modes, years_experience, hourly_rate, currency, rating_average,
    rating_count, free_places FROM coaching.match_trainers(id('carl'));

-- Price: within the budget, half way to one and a half times it, beyond, in another currency, unsaid.
CREATE FUNCTION with_rate(rate numeric, currency text DEFAULT 'EUR') RETURNS TABLE (similarity numeric, points int, code text, params jsonb, message text) LANGUAGE sql AS $$
    UPDATE coaching.trainer_profiles SET hourly_rate = rate, currency = with_rate.currency WHERE trainer_id = id('tina');
    SELECT * FROM factor('carl', 'tina', 'price') $$;
SELECT c.* FROM (VALUES (0), (60), (75), (89.99), (90), (9999999999.99), (NULL)) r (rate), with_rate(rate) c;
SELECT * FROM with_rate(60, 'CHF');
SELECT * FROM with_rate(70);

-- Distance: online makes it no matter, but only if it suits both.
UPDATE coaching.client_profiles SET preferred_modes = '{online}' WHERE client_id = id('carl');
SELECT * FROM factor('carl', 'tina', 'distance') UNION ALL SELECT * FROM factor('carl', 'tina', 'session_mode');
UPDATE coaching.trainer_profiles SET session_modes = '{gym,online}' WHERE trainer_id = id('tina');
SELECT * FROM factor('carl', 'tina', 'distance') UNION ALL SELECT * FROM factor('carl', 'tina', 'session_mode');
UPDATE coaching.trainer_profiles SET session_modes = '{gym}', longitude = -77 WHERE trainer_id = id('tina');
SELECT * FROM factor('carl', 'tina', 'distance');
UPDATE coaching.trainer_profiles SET longitude = NULL WHERE trainer_id = id('tina');
SELECT * FROM factor('carl', 'tina', 'distance');

-- Hours: those kept for other ways to train do not count, those not yet or no more in force neither; so many sessions are enough.
UPDATE coaching.trainer_availability SET session_mode = 'gym' WHERE trainer_id = id('tina');
SELECT * FROM factor('carl', 'tina', 'availability');
UPDATE coaching.client_profiles SET preferred_modes = '{gym}', sessions_per_week = 1 WHERE client_id = id('carl');
SELECT * FROM factor('carl', 'tina', 'availability');
UPDATE coaching.trainer_availability SET effective_from = current_date + 30 WHERE trainer_id = id('tina') AND day_of_week = 6;
SELECT * FROM factor('carl', 'tina', 'availability');
UPDATE coaching.trainer_availability SET effective_from = NULL, effective_until = current_date - 30 WHERE trainer_id = id('tina');
SELECT * FROM factor('carl', 'tina', 'availability');
UPDATE coaching.trainer_availability SET effective_until = NULL, session_mode = NULL WHERE trainer_id = id('tina');

-- What a client prefers must be days and times.
CREATE FUNCTION prefer(windows jsonb) RETURNS text LANGUAGE sql AS $$ SELECT attempt(format('UPDATE coaching.client_profiles SET preferred_windows = %L WHERE client_id = id(''carl'')', windows)) $$;
SELECT prefer(w) FROM unnest(ARRAY['[1]', '[{}]', '[{"day_of_week": 7, "start": "10:00", "end": "11:00"}]', '[{"day_of_week": 1, "start": "now", "end": "11:00"}]',
    '[{"day_of_week": 1, "start": "24:00", "end": "11:00"}]', '[{"day_of_week": 1, "start": "10:00", "end": "25:00"}]', '[{"day_of_week": 1, "start": "10:00", "end": "11:00", "mood": "good"}]',
    '[{"day_of_week": "1", "start": "8:00", "end": "24:00"}]', '[]']::jsonb[]) w;

-- Every reason to leave a trainer out; the score stays, since it says how well they fit. Tom is only there to be listed.
CALL person('tessa', 'trainer');
SELECT listed('carl');
CREATE FUNCTION reasons(client text, trainer text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(code || ' ' || points || ' ' || params || ' ' || message, E'\n') FROM breakdown(client, trainer) WHERE factor = 'exclusion' $$;
UPDATE coaching.trainer_profiles SET accepts_clients = false WHERE trainer_id = id('tina');
SELECT score('carl', 'tina'), reasons('carl', 'tina'), listed('carl');
UPDATE coaching.trainer_profiles SET accepts_clients = true, max_clients = 0 WHERE trainer_id = id('tina');
SELECT score('carl', 'tina'), reasons('carl', 'tina'), listed('carl');
UPDATE coaching.trainer_profiles SET max_clients = 8, is_active = false WHERE trainer_id = id('tina');
SELECT reasons('carl', 'tina'), listed('carl');
UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('tina');
UPDATE coaching.client_profiles SET required_language = 'hi' WHERE client_id = id('carl');
SELECT reasons('carl', 'tina'), listed('carl');
UPDATE coaching.client_profiles SET required_language = 'en' WHERE client_id = id('carl');
SELECT reasons('carl', 'tina'), listed('carl');
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('tina'), id('carl'));
SELECT reasons('carl', 'tina'), listed('carl');
DELETE FROM coaching.user_blocks;
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('carl'), id('tina'));
SELECT reasons('carl', 'tina'), listed('carl');
DELETE FROM coaching.user_blocks;
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
SELECT reasons('carl', 'tina'), listed('carl');
UPDATE coaching.trainer_profiles SET accepts_clients = false, max_clients = 1 WHERE trainer_id = id('tina');
SELECT reasons('carl', 'tina');
UPDATE coaching.trainer_clients SET status = 'completed';
UPDATE coaching.trainer_profiles SET accepts_clients = true, max_clients = 8 WHERE trainer_id = id('tina');
UPDATE coaching.client_profiles SET required_language = NULL WHERE client_id = id('carl');

-- A changed weight counts at once, for admins to write.
CALL be('carl');
SELECT attempt($$INSERT INTO coaching.match_weights (factor, weight) VALUES ('price', 0)$$);
CALL be('ada');
SELECT score('carl', 'tina');
INSERT INTO coaching.match_weights (factor, weight) VALUES ('goals', 1000);
SELECT score('carl', 'tina');
INSERT INTO coaching.match_weights (factor, weight) VALUES ('goals', 0) ON CONFLICT (factor) DO UPDATE SET weight = excluded.weight;
SELECT score('carl', 'tina'), sum(points), sum(weight) FROM breakdown('carl', 'tina');
SELECT * FROM factor('carl', 'tina', 'goals');
SELECT attempt($$INSERT INTO coaching.match_weights (factor, weight) VALUES ('luck', 1)$$);
SELECT attempt($$UPDATE coaching.match_weights SET weight = -1$$);
SELECT attempt($$UPDATE coaching.match_weights SET weight = 'NaN'$$);
SELECT attempt($$UPDATE coaching.match_weights SET weight = 'Infinity'$$);
CALL be('carl');
SELECT factor, weight FROM coaching.match_weights;
SELECT attempt($$DELETE FROM coaching.match_weights$$);
CALL be_trusted();
-- nothing counts
INSERT INTO coaching.match_weights (factor, weight) SELECT factor, 0 FROM breakdown('carl', 'tina') ON CONFLICT (factor) DO UPDATE SET weight = 0;
SELECT score('carl', 'tina'), listed('carl'), sum(points) FROM breakdown('carl', 'tina');
SELECT operation, row_id, changes FROM coaching.audit_log WHERE table_name = 'match_weights' ORDER BY at, id LIMIT 2;
-- the least there is counts like any other
UPDATE coaching.match_weights SET weight = '5e-324';
SELECT score('carl', 'tina') = sum(points) AS is_sum FROM breakdown('carl', 'tina');
TRUNCATE coaching.match_weights;

-- Who may ask: the client, admins, and the trainer in question about people they train. From one who only asks, or whom
-- they trained, a trainer could learn the budget with a price to try; the number of whoever asks stands on the request.
CREATE FUNCTION ask(client text, trainer text) RETURNS TABLE (score text, breakdown text, best text) LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.match_score(id(%L), id(%L))', client, trainer)), attempt(format('SELECT * FROM coaching.match_breakdown(id(%L), id(%L))', client, trainer)),
        attempt(format('SELECT * FROM coaching.match_trainers(id(%L))', client)) $$;
CALL be('carl');
SELECT * FROM ask('carl', 'tina');
SELECT * FROM ask('cora', 'tina');
SELECT * FROM ask('carl', 'carl');
SELECT * FROM ask('carl', 'nobody');
CALL be('tom');
SELECT * FROM ask('cora', 'tom');
CALL be('cora');
SELECT coaching.send_connection_request(id('tom')) IS NOT NULL AS sent;
CALL be('tom');
SELECT * FROM ask('cora', 'tom');
SELECT * FROM ask('cora', 'tina');
SELECT who(user_id), match_percentage FROM coaching.get_leads();
SELECT coaching.respond_to_request(request_id, 'accepted') IS NOT NULL AS accepted FROM coaching.get_leads();
SELECT * FROM ask('cora', 'tom');
BEGIN;
UPDATE coaching.trainer_clients SET status = 'completed' WHERE client_id = id('cora');
SELECT * FROM ask('cora', 'tom');
ROLLBACK;
CALL be('ada');
SELECT * FROM ask('carl', 'tina');
SELECT * FROM ask('nobody', 'tina');
CALL be_nobody();
SELECT * FROM ask('carl', 'tina');
-- Whom the directory does not list is for those who know them.
CALL be_trusted();
UPDATE coaching.trainer_profiles SET is_listed = false WHERE trainer_id = id('tessa');
SELECT listed('hal');
CALL be('hal');
SELECT listed('hal');
SELECT * FROM ask('hal', 'tessa');
CALL be_trusted();
INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('hal'), id('tessa'));
CALL be('hal');
SELECT listed('hal');
SELECT * FROM ask('hal', 'tessa');
SELECT attempt('SELECT * FROM coaching.match_trainers(id(''hal''), 0)'), attempt('SELECT * FROM coaching.match_trainers(id(''hal''), 1001)');

-- A new request says how well the two fit, whoever sends it and however; later changes leave it.
CALL be('carl');
SELECT coaching.send_connection_request(id('tina')) IS NOT NULL AS sent;
INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('carl'), id('tom'));
SELECT who(to_user_id), match_percentage, match_percentage = coaching.match_score(from_user_id, to_user_id) AS is_score FROM coaching.connection_requests WHERE from_user_id = id('carl') ORDER BY 1;
SELECT attempt($$INSERT INTO coaching.connection_requests (from_user_id, to_user_id, match_percentage) VALUES (id('carl'), id('tom'), 100)$$);
CALL be_trusted();
UPDATE coaching.trainer_profiles SET specializations = '{}' WHERE trainer_id = id('tina');
SELECT who(to_user_id), match_percentage FROM coaching.connection_requests WHERE from_user_id = id('carl') AND to_user_id = id('tina');
INSERT INTO coaching.connection_requests (from_user_id, to_user_id, match_percentage) VALUES (id('r1'), id('tom'), 7);
SELECT match_percentage FROM coaching.connection_requests WHERE from_user_id = id('r1') AND to_user_id = id('tom');

-- The same numbers as the plain SQL of test/reference gives, for every pair of a mixed crowd and for every list.
\getenv abs_srcdir PG_ABS_SRCDIR
\set reference :abs_srcdir '/test/reference/match_scores.sql'
\set ECHO none
\i :reference
\set ECHO all
CALL clean_slate();
CREATE FUNCTION roll(what text, i int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT (hashtextextended(what || i, 3) & 2147483647)::bigint % sides $$;
CREATE FUNCTION pick(what text, i int, words text[], many int) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(words[1 + roll(what || n, i, cardinality(words))]), '{}') FROM generate_series(1, roll(what, i, many + 1)) n $$;
CREATE FUNCTION zone(i int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (ARRAY['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'])[1 + roll('zone', i, 6)] $$;
SET row_security = off;
INSERT INTO coaching.users (id, roles, time_zone) SELECT id('t' || i), '{trainer}'::text[], zone(i) FROM generate_series(1, 150) i
    UNION ALL SELECT id('c' || i), '{client}', zone(-i) FROM generate_series(1, 40) i;
INSERT INTO coaching.trainer_profiles (trainer_id, time_zone, specializations, languages, years_experience, hourly_rate, currency, session_modes, latitude, longitude, max_clients,
        active_clients, is_active, accepts_clients, is_listed, rating_average, rating_count)
    SELECT id('t' || i), zone(i), pick('spec', i, '{Yoga,yoga,STRENGTH,Running,"weight loss",a very long specialization that takes more than sixty-three letters to say}', 5),
        pick('tongue', i, '{en,EN-gb,de,fr-CA}', 3), nullif(roll('years', i, 14), 0), nullif(roll('rate', i, 13000), 0) / 100.0, (ARRAY['EUR', 'EUR', 'CHF'])[1 + roll('money', i, 3)],
        pick('mode', i, '{gym,online,home_visit}', 2), CASE WHEN i % 7 > 0 THEN 50 + roll('north', i, 300) / 1000.0 END, 8 + roll('east', i, 300) / 1000.0, nullif(roll('most', i, 6), 0) * 3,
        roll('active', i, 4), i % 19 > 0, i % 17 > 0, i % 5 > 0, CASE WHEN i % 3 > 0 THEN 1 + roll('stars', i, 400) / 100.0 END, CASE WHEN i % 3 > 0 THEN roll('ratings', i, 30) ELSE 0 END
    FROM generate_series(1, 150) i;
INSERT INTO coaching.client_profiles (client_id, goals, preferred_specializations, budget_per_session, currency, preferred_modes, languages, required_language, latitude, longitude, preferred_windows, sessions_per_week)
    SELECT id('c' || i), pick('goal', i, '{yoga,Strength,running,Boxing}', 4), pick('wish', i, '{yoga,"Weight Loss"}', 2), nullif(roll('budget', i, 9), 0) * 10, (ARRAY['EUR', 'CHF'])[1 + roll('purse', i, 2)],
        pick('way', i, '{gym,online,home_visit}', 2), pick('speaks', i, '{en,de-AT,pl}', 2), CASE WHEN i % 6 = 0 THEN 'en-AU' END, CASE WHEN i % 8 > 0 THEN 50 + roll('lat', i, 300) / 1000.0 END,
        8 + roll('lon', i, 300) / 1000.0, (SELECT coalesce(jsonb_agg(jsonb_build_object('day_of_week', roll('day' || n, i, 7), 'start', make_time(roll('from' || n, i, 24), roll('minute' || n, i, 60), 0),
            'end', make_time(roll('to' || n, i, 24), 15, 0))), '[]') FROM generate_series(1, roll('windows', i, 5)) n), nullif(roll('sessions', i, 5), 0)
    FROM generate_series(1, 38) i;
INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, session_mode, effective_from, effective_until)
    SELECT id('t' || i), roll('day' || n, i, 7), make_time(roll('from' || n, i, 24), roll('minute' || n, i, 60), 0), make_time(roll('to' || n, i, 24), 0, 0),
        (ARRAY[NULL, NULL, 'gym', 'online'])[1 + roll('mode' || n, i, 4)], CASE WHEN roll('since' || n, i, 3) = 0 THEN current_date + roll('later' || n, i, 9) - 2 END,
        CASE WHEN roll('until' || n, i, 3) = 0 THEN current_date + 7 + roll('sooner' || n, i, 9) - 8 + 9 END
    FROM generate_series(1, 150) i, generate_series(1, roll('hours', i, 9)) n;
INSERT INTO coaching.connection_requests (from_user_id, to_user_id, created_at, status, match_percentage, responded_at)
    SELECT id('c' || c), id('t' || i), now() - interval '1 day' * roll('ago' || c, i, 5), (ARRAY['pending', 'rejected', 'cancelled', 'cancelled'])[1 + roll('state' || c, i, 4)], 0, CASE WHEN roll('state' || c, i, 4) IN (1, 3) THEN now() END
    FROM generate_series(1, 150) i, generate_series(1, 40) c WHERE roll('ask' || c, i, 10) = 0;
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) SELECT id('c' || c), id('t' || c * 2) FROM generate_series(1, 40, 3) c UNION ALL SELECT id('t' || c * 3), id('c' || c) FROM generate_series(1, 40, 2) c;
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status, is_primary)
    SELECT id('t' || c * 2 + 1), id('c' || c), (ARRAY['active', 'paused', 'completed', 'pending'])[1 + c % 4], true FROM generate_series(1, 40) c;
RESET row_security;
CREATE FUNCTION differences() RETURNS TABLE (pairs bigint, wrong bigint, distinct_scores bigint, wrong_sums bigint, lists bigint, wrong_lists bigint) LANGUAGE sql AS $$
    WITH pairs AS MATERIALIZED (SELECT coaching.match_score(id('c' || c), r.trainer_id) AS ours, r.score AS theirs,
            (SELECT sum(points) FROM coaching.match_breakdown(id('c' || c), r.trainer_id)) AS points
        FROM generate_series(1, 40) c, reference.scores(id('c' || c)) r),
    lists AS MATERIALIZED (SELECT (SELECT array_agg((trainer_id, score, confidence)::text) FROM coaching.match_trainers(id('c' || c), c * 3)) AS ours,
            (SELECT array_agg((trainer_id, score, confidence)::text) FROM (SELECT * FROM reference.scores(id('c' || c), true) ORDER BY score DESC, trainer_id LIMIT c * 3) r) AS theirs
        FROM generate_series(1, 40) c)
    SELECT count(*), count(*) FILTER (WHERE ours <> theirs), count(DISTINCT ours), count(*) FILTER (WHERE points <> ours),
        (SELECT count(*) FROM lists), (SELECT count(*) FROM lists WHERE ours IS DISTINCT FROM theirs) FROM pairs $$;
SELECT pairs, wrong, distinct_scores > 60 AS many_scores, wrong_sums, lists, wrong_lists FROM differences();
INSERT INTO coaching.match_weights (factor, weight) VALUES ('goals', 0), ('availability', 1000), ('response_rate', 33.3), ('price', 0.1);
SELECT pairs, wrong, wrong_sums, lists, wrong_lists FROM differences();
TRUNCATE coaching.match_weights;
DROP SCHEMA reference CASCADE;
