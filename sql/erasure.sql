-- erasure: a world in which every column that can say something about a person says it, erased as a client, as a trainer
-- and as an admin, with and without the accounts. Then the whole database is searched. What is filled, searched and
-- compared comes from the catalog: a column that is new shows up here, as filled and found, or among what stays.
SET client_min_messages = warning;
SET TIME ZONE 'UTC';

-- Everything between a client, carl, and two trainers, tina and tom, some of it through the functions, by people who
-- say who they are in all they say; cora and theo are others.
CREATE PROCEDURE world() LANGUAGE plpgsql AS $$
DECLARE
    house_package uuid := id('house package');
    own_package uuid := id('own package');
    lot uuid;
BEGIN
    CALL clean_slate();
    TRUNCATE coaching.exercises, coaching.session_packages CASCADE;
    CALL person('ada', 'admin');
    CALL person('tina', 'trainer', 'client');
    CALL person('tom', 'trainer');
    CALL person('theo', 'trainer');
    CALL person('carl');
    CALL person('cora');
    UPDATE coaching.users SET phone = '+49 ' || full_name, auth_subject = 'auth0|' || full_name, metadata = '{"k": "v"}', locale = 'de-DE';
    UPDATE coaching.users SET email = 'old.' || email WHERE id = id('carl');
    UPDATE coaching.users SET email = 'carl@gym.test' WHERE id = id('carl');
    UPDATE coaching.trainer_profiles SET bio = 'wordof' || lower(display_name), max_clients = 10;
    INSERT INTO coaching.trainer_business (trainer_id, license_number, commission_rate, payout)
        SELECT trainer_id, 'wordof' || lower(display_name), 0.5, '{"iban": "DE1"}' FROM coaching.trainer_profiles;
    INSERT INTO coaching.client_profiles (client_id, goals) SELECT id(name), ARRAY['wordof' || name] FROM unnest(ARRAY['carl', 'cora', 'tina']) name;
    INSERT INTO coaching.session_settings (client_id) SELECT id(name) FROM unnest(ARRAY['carl', 'cora', 'tina']) name;
    INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time, location)
        SELECT id(name), day, '00:00', '24:00', 'wordof' || name FROM unnest(ARRAY['tina', 'tom', 'theo']) name, generate_series(0, 6) day;
    INSERT INTO coaching.availability_overrides (trainer_id, date, windows) VALUES (id('tina'), '2030-01-01', '[{"start": "10:00", "end": "12:00", "location": "wordoftina"}]');
    INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date, reason) VALUES (id('tina'), '2030-02-01', '2030-02-03', 'wordoftina');
    INSERT INTO coaching.session_packages (id, name, sessions, price, currency) VALUES (house_package, 'ten', 10, 500, 'EUR');
    INSERT INTO coaching.session_packages (id, trainer_id, name, description, sessions, price) VALUES (own_package, id('tina'), 'ten with wordoftina', 'wordoftina', 10, 400);
    INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (id('tina'), house_package, 450);
    INSERT INTO coaching.exercises (id, name) VALUES (id('squat'), 'squat');

    CALL be('carl');
    PERFORM coaching.submit_coaching_interest('{wordofcarl}', 'wordofcarl');
    PERFORM coaching.send_connection_request(id('tina'), 'wordofcarl');
    PERFORM coaching.send_connection_request(id('theo'), 'wordofcarl');
    PERFORM coaching.block_user(id('cora'), 'wordofcarl');
    CALL be('tina');
    PERFORM coaching.respond_to_request(request_id, 'accepted') FROM coaching.get_leads();
    PERFORM coaching.send_invitation('cora@gym.test', message => 'wordoftina');
    PERFORM coaching.send_invitation('nobody@gym.test', message => 'wordoftina');
    UPDATE coaching.trainer_clients SET coach_notes = 'wordoftina about wordofcarl', client_goals = '{wordoftina,wordofcarl}' WHERE client_id = id('carl');
    CALL be('tom');
    PERFORM coaching.send_invitation('old.carl@gym.test', message => 'wordoftom');
    CALL be('cora');
    SET request.headers = '{"user-agent": "wordofcora", "x-forwarded-for": "203.0.113.7"}';
    PERFORM coaching.accept_coaching_invitation(id) FROM coaching.client_invitations;
    RESET request.headers;
    PERFORM coaching.block_user(id('theo'), 'wordofcora');
    PERFORM coaching.block_user(id('carl'), 'wordofcarl');
    PERFORM coaching.unblock_user(id('carl'));
    CALL be('ada');
    UPDATE coaching.coaching_interests SET status = 'contacted' WHERE status = 'new';
    PERFORM coaching.assign_trainer(id('carl'), id('tom'), 'wordofada');
    -- A trainer who is trained as well.
    PERFORM coaching.assign_trainer(id('tina'), id('theo'), 'wordofada');
    PERFORM coaching.sell_package(id('carl'), house_package, id('tina'), external_id => 'pi_wordofcarl', idempotency_key => id('sale of carl'));
    PERFORM coaching.sell_package(id('cora'), own_package, id('tina'), external_id => 'pi_wordofcora', idempotency_key => id('sale of cora'));
    PERFORM coaching.sell_package(id('carl'), house_package, id('tom'));
    CALL be('tina');
    UPDATE coaching.client_packages SET metadata = '{"k": "wordoftina"}';
    PERFORM coaching.create_calendar_token(id('tina'));
    INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, notes, location, override_availability)
        SELECT id('past of ' || name), id('tina'), id(name), date_trunc('hour', now()) - hours * interval '1 hour', 'wordoftina about wordof' || name, 'wordoftina', true
        FROM (VALUES ('carl', 50), ('cora', 48)) p (name, hours);
    PERFORM coaching.complete_booking(id) FROM coaching.bookings;
    PERFORM coaching.book_session(id('tina'), id('carl'), date_trunc('hour', now()) + interval '50 hours', notes => 'wordoftina', idempotency_key => id('key of carl'));
    PERFORM coaching.book_session(id('tina'), id('cora'), date_trunc('hour', now()) + interval '54 hours', notes => 'wordoftina', idempotency_key => id('key of cora'));
    PERFORM coaching.cancel_booking(coaching.book_session(id('tina'), id('cora'), date_trunc('hour', now()) + interval '60 hours'), 'wordoftina');
    INSERT INTO coaching.trainer_client_notes (client_id, note, is_private) SELECT id(name), 'wordoftina about wordof' || name, private FROM unnest(ARRAY['carl', 'cora']) name, unnest(ARRAY[true, false]) private;
    INSERT INTO coaching.trainer_session_notes (booking_id, feedback) SELECT id('past of ' || name), 'wordoftina about wordof' || name FROM unnest(ARRAY['carl', 'cora']) name;
    INSERT INTO coaching.coaching_insights (client_id, type, title, content, tags, based_on_data)
        SELECT id(name), 'observation', 'wordoftina', 'wordof' || name, ARRAY['wordof' || name], '{"k": "wordoftina"}' FROM unnest(ARRAY['carl', 'cora']) name;
    INSERT INTO coaching.programs (id, name, description, coach_notes, is_template, visibility) VALUES (id('template'), 'wordoftina', 'wordoftina', 'wordoftina', true, 'public');
    INSERT INTO coaching.programs (id, name, coach_notes, client_goals, assigned_to_client)
        SELECT id('program of ' || name), 'wordoftina for wordof' || name, 'wordoftina', ARRAY['wordof' || name], id(name) FROM unnest(ARRAY['carl', 'cora']) name;
    INSERT INTO coaching.program_exercises (program_id, day_of_week, exercise_name, notes) SELECT id, 'Monday', 'squat', 'wordoftina' FROM coaching.programs WHERE user_id = id('tina');
    PERFORM coaching.create_workout_plan(id(name), jsonb_build_object('title', 'wordoftina for wordof' || name, 'description', 'wordoftina', 'goals', 'wordof' || name, 'exercises',
        '[{"day_of_week": "Monday", "exercise_name": "squat", "sets": 3, "notes": "wordoftina"}]'::jsonb)) FROM unnest(ARRAY['carl', 'cora']) name;
    PERFORM coaching.log_workout(id(name), jsonb_build_object('name', 'wordoftina', 'notes', 'wordoftina', 'sets', '[{"exercise_name": "squat", "notes": "wordoftina"}]'::jsonb), id('log of ' || name))
        FROM unnest(ARRAY['carl', 'cora']) name;
    CALL be('carl');
    INSERT INTO coaching.programs (user_id, name) VALUES (id('carl'), 'wordofcarl');
    PERFORM coaching.log_workout(id('carl'), '{"name": "wordofcarl", "notes": "wordofcarl", "sets": [{"exercise_name": "squat", "weight_used": 60, "notes": "wordofcarl"}]}');
    UPDATE coaching.workout_logs SET notes = 'more wordofcarl' WHERE notes = 'wordofcarl';
    UPDATE coaching.coaching_insights SET client_response = 'wordofcarl';
    INSERT INTO coaching.trainer_reviews (trainer_id, rating, comment) VALUES (id('tina'), 2, 'wordofcarl');
    CALL be('cora');
    INSERT INTO coaching.trainer_reviews (trainer_id, rating, comment) VALUES (id('tina'), 5, 'wordofcora');
    CALL be('ada');
    PERFORM coaching.log_workout(id('cora'), '{"name": "wordofada", "notes": "wordofada", "sets": [{"exercise_name": "squat", "notes": "wordofada"}]}');
    UPDATE coaching.bookings SET notes = 'wordofada' WHERE client_id = id('cora') AND status = 'completed';
    PERFORM coaching.transfer_client_to_trainer(id('carl'), id('tom'), id('theo'), 'wordofada');
    -- What others did with programs that are carl's, or are his no more.
    INSERT INTO coaching.programs (id, user_id, name) VALUES (id('of the house'), id('carl'), 'wordofcarl');
    DELETE FROM coaching.programs WHERE id = id('of the house');
    CALL be_trusted();
    INSERT INTO coaching.programs (user_id, name, coach_notes) VALUES (id('carl'), 'wordofcarl', 'wordofcarl');
    INSERT INTO coaching.programs (id, user_id, name, assigned_to_client) VALUES (id('taken back'), id('tina'), 'wordoftina', id('carl'));
    UPDATE coaching.programs SET assigned_to_client = NULL WHERE id = id('taken back');
    -- An app may put words into news.
    INSERT INTO coaching.notifications (user_id, kind, payload)
        SELECT id(reader), 'app.news', jsonb_build_object('client_id', id(name), 'text', 'wordof' || name) FROM (VALUES ('theo', 'carl'), ('carl', 'tina'), ('theo', 'tina'), ('theo', 'cora')) n (reader, name);
END $$;

-- Tables, with their keys, and the columns of theirs that hold people.
CREATE VIEW places AS
    SELECT c.oid::regclass AS place, a.attname AS key, 't.' || a.attname || '::text' AS key_text, (
            SELECT array_agg(p.attname::text) FROM pg_attribute p WHERE p.attrelid = c.oid AND p.attnum > 0 AND NOT p.attisdropped AND p.atttypid = 'uuid'::regtype) AS ids
    FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r';

-- Rows that name the person, in any column.
CREATE FUNCTION is_about(place places, person uuid) RETURNS text LANGUAGE sql AS $$
    SELECT format('(%L::uuid = ANY (ARRAY[%s]::uuid[])%s)', person, array_to_string(place.ids, ', '), CASE WHEN place.place = 'coaching.audit_log'::regclass THEN format(' OR row_id = %L', person) END) $$;
CREATE FUNCTION rows_about(person uuid) RETURNS TABLE (place regclass, key text, body jsonb) LANGUAGE plpgsql AS $$
DECLARE p places;
BEGIN
    FOR p IN SELECT * FROM places WHERE ids IS NOT NULL LOOP
        RETURN QUERY EXECUTE format('SELECT %L::regclass, %s, to_jsonb(t) FROM %s t WHERE %s', p.place, p.key_text, p.place, is_about(p, person));
    END LOOP;
END $$;
CREATE FUNCTION rows_of_others(person uuid) RETURNS TABLE (place regclass, key text, body jsonb) LANGUAGE plpgsql AS $$
DECLARE p places;
BEGIN
    FOR p IN SELECT * FROM places LOOP
        RETURN QUERY EXECUTE format('SELECT %L::regclass, %s, to_jsonb(t) FROM %s t WHERE %s', p.place, p.key_text, p.place, CASE WHEN p.ids IS NULL THEN 'true' ELSE 'NOT ' || is_about(p, person) END);
    END LOOP;
END $$;

-- Writes a word into every column that takes one, of all rows about the person, and a value where there is none into all
-- others; past all triggers. What a CHECK refuses is a word of a list, and so are two columns of
-- bookings. Columns that link a row are left.
CREATE FUNCTION fill(person uuid, word text) RETURNS TABLE (place regclass, filled text[]) LANGUAGE plpgsql AS $$
DECLARE
    p places;
    c record;
    value text;
    done boolean;
    n bigint;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR p IN SELECT * FROM places WHERE ids IS NOT NULL ORDER BY places.place::text COLLATE "C" LOOP
        place := p.place; filled := '{}';
        EXECUTE format('SELECT count(*) FROM %s t WHERE %s', p.place, is_about(p, person)) INTO n;
        CONTINUE WHEN n = 0;
        FOR c IN SELECT a.attname, a.atttypid::regtype AS type FROM pg_attribute a WHERE a.attrelid = p.place AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid <> 'uuid'::regtype
                AND (a.attrelid, a.attname) NOT IN (('coaching.audit_log'::regclass, 'row_id'), ('coaching.audit_log'::regclass, 'database_role'), ('coaching.audit_log'::regclass, 'table_name'), ('coaching.audit_log'::regclass, 'operation'),
                    ('coaching.users'::regclass, 'erased_at'), ('coaching.bookings'::regclass, 'session_mode'), ('coaching.bookings'::regclass, 'cancelled_by')) ORDER BY a.attnum LOOP
            done := false;
            FOREACH value IN ARRAY CASE
                -- The log tells earlier addresses, and which words an admin wrote.
                WHEN p.place = 'coaching.audit_log'::regclass AND c.attname = 'changes' THEN ARRAY[format('changes || jsonb_build_object(%L, jsonb_build_array(NULL, %L))', 'message', word)]
                WHEN c.type = 'text'::regtype THEN ARRAY[format('%L || substr(md5(%s), 1, 8)', word, p.key_text)]
                WHEN c.type = 'text[]'::regtype THEN ARRAY[format('ARRAY[%L]', word)]
                WHEN c.type = 'jsonb'::regtype THEN ARRAY[format('jsonb_build_object(%L, %L)', 'notes', word), format('jsonb_build_array(%L)', word)]
                WHEN c.type = 'bytea'::regtype THEN ARRAY[format('convert_to(%L, %L)', word, 'UTF8')]
                WHEN c.type = 'inet'::regtype THEN ARRAY['inet ''198.51.100.23''']
                WHEN c.type IN ('integer'::regtype, 'numeric'::regtype, 'double precision'::regtype) THEN ARRAY[format('coalesce(%I, 1)', c.attname)]
                WHEN c.type = 'timestamptz'::regtype THEN ARRAY[format('coalesce(%I, now())', c.attname)]
                WHEN c.type = 'date'::regtype THEN ARRAY[format('coalesce(%I, current_date)', c.attname)]
                ELSE ARRAY[]::text[] END LOOP
                CONTINUE WHEN done;
                BEGIN
                    EXECUTE format('UPDATE %s t SET %I = %s WHERE %s', p.place, c.attname, value, is_about(p, person));
                    done := true;
                EXCEPTION WHEN check_violation OR unique_violation OR exclusion_violation OR not_null_violation THEN
                END;
            END LOOP;
            IF done AND c.type IN ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'bytea'::regtype, 'inet'::regtype) THEN filled := filled || c.attname::text; END IF;
        END LOOP;
        RETURN NEXT;
    END LOOP;
    SET LOCAL session_replication_role = origin;
END $$;

-- Where the words stand, in any column of any table.
CREATE FUNCTION traces(VARIADIC words text[]) RETURNS TABLE (place regclass, columns text, rows bigint) LANGUAGE plpgsql AS $$
DECLARE p places;
BEGIN
    FOR p IN SELECT * FROM places ORDER BY places.place::text COLLATE "C" LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L::regclass, string_agg(DISTINCT e.key, '', '' ORDER BY e.key), count(DISTINCT %s) FROM %s t, jsonb_each_text(to_jsonb(t)) e, unnest($1) w WHERE e.value ILIKE ''%%'' || w || ''%%'' HAVING count(*) > 0',
            p.place, p.key_text, p.place) USING words || ARRAY(SELECT encode(convert_to(w, 'UTF8'), 'hex') FROM unnest(words) w);
    END LOOP;
END $$;

-- Counters and balances that do not say what a recount says.
CREATE FUNCTION miscounted() RETURNS TABLE (what text, rows bigint) LANGUAGE sql AS $$
    SELECT * FROM (VALUES
        ('active clients', (SELECT count(*) FROM coaching.trainer_profiles p WHERE active_clients <> (SELECT count(*) FROM coaching.trainer_clients r WHERE r.trainer_id = p.trainer_id AND status = 'active'))),
        ('sessions completed', (SELECT count(*) FROM coaching.trainer_profiles p WHERE sessions_completed <> (SELECT count(*) FROM coaching.bookings b WHERE b.trainer_id = p.trainer_id AND status = 'completed'))),
        ('ratings', (SELECT count(*) FROM coaching.trainer_profiles p WHERE (rating_count, rating_average) IS DISTINCT FROM (SELECT (count(*)::integer, round(avg(rating), 2)) FROM coaching.trainer_reviews r WHERE r.trainer_id = p.trainer_id))),
        ('balances', (SELECT count(*) FROM coaching.client_packages l WHERE sessions_remaining <> (SELECT sum(delta) FROM coaching.package_ledger e WHERE e.client_package_id = l.id))),
        ('credits not given back', (SELECT count(*) FROM coaching.package_ledger e JOIN coaching.bookings b ON b.id = e.booking_id WHERE b.status = 'cancelled' AND NOT late_cancel GROUP BY b.id HAVING sum(delta) <> 0 LIMIT 1))
    ) m (what, rows) WHERE rows > 0 $$;

-- What was before.
CREATE TABLE before_about (place regclass, key text, body jsonb);
CREATE TABLE before_others (place regclass, key text, body jsonb);
CREATE TABLE reported (report jsonb);

CREATE PROCEDURE erase(name text, keep_accounts boolean) LANGUAGE plpgsql AS $$
BEGIN
    CALL world();
    PERFORM fill(id(name), 'qz' || name);
    TRUNCATE before_about, before_others, reported;
    INSERT INTO before_about SELECT * FROM rows_about(id(name));
    INSERT INTO before_others SELECT * FROM rows_of_others(id(name));
    INSERT INTO reported SELECT coaching.erase_user(id(name), erase.keep_accounts);
END $$;
-- The report, a line each.
CREATE VIEW report AS
    SELECT what, string_agg(place || ' ' || coalesce(number ->> 'rows' || ' (' || (number ->> 'code') || ')', number::text), ', ' ORDER BY place COLLATE "C") AS tables
    FROM reported, (VALUES ('deleted'), ('emptied'), ('kept')) w (what), jsonb_each(report -> what) n (place, number) GROUP BY what ORDER BY what;
-- Rows of others that are not as they were, and in which columns.
CREATE FUNCTION changed_of_others(person uuid) RETURNS TABLE (place regclass, columns text, rows bigint) LANGUAGE sql AS $$
    SELECT b.place, coalesce(string_agg(DISTINCT v.key, ', ' ORDER BY v.key), 'gone'), count(DISTINCT b.key)
    FROM before_others b LEFT JOIN rows_of_others(person) a USING (place, key) LEFT JOIN LATERAL jsonb_each(b.body) v ON a.body -> v.key IS DISTINCT FROM v.value AND a.body IS NOT NULL
    WHERE a.body IS DISTINCT FROM b.body GROUP BY b.place ORDER BY b.place::text COLLATE "C" $$;
-- Columns that still say of the person what they said before.
CREATE FUNCTION stays(person uuid) RETURNS TABLE (place regclass, columns text) LANGUAGE sql AS $$
    SELECT b.place, string_agg(DISTINCT v.key, ', ' ORDER BY v.key) FROM before_about b JOIN rows_about(person) a USING (place, key), jsonb_each(b.body) v
    WHERE a.body -> v.key = v.value AND v.value NOT IN ('null', '{}', '[]') GROUP BY b.place ORDER BY b.place::text COLLATE "C" $$;

-- What is filled: every table but those of nobody, every column that holds words but for words of a list.
CALL world();
SELECT place, array_to_string(filled, ', ') AS filled FROM (SELECT place, array_agg(DISTINCT f ORDER BY f) AS filled FROM unnest(ARRAY['carl', 'tina', 'ada']) name, fill(id(name), 'qz' || name), unnest(filled) f GROUP BY place) f ORDER BY place::text COLLATE "C";
SELECT place AS of_nobody FROM places WHERE NOT EXISTS (SELECT FROM unnest(ARRAY['carl', 'tina', 'ada']) name, rows_about(id(name)) r WHERE r.place = places.place) ORDER BY place::text COLLATE "C";

-- A client, with the accounts.
CALL erase('carl', true);
SELECT * FROM report;
SELECT * FROM traces('qzcarl', 'wordofcarl', 'carl@', '+49 carl', 'auth0|carl', '198.51.100.23');
SELECT * FROM stays(id('carl'));
SELECT * FROM changed_of_others(id('carl'));
SELECT * FROM miscounted();

-- A client, without.
CALL erase('carl', false);
SELECT * FROM report;
SELECT * FROM traces('qzcarl', 'wordofcarl', 'carl@', '+49 carl', 'auth0|carl', '198.51.100.23');
SELECT * FROM traces(id('carl')::text);
SELECT DISTINCT table_name, changes FROM coaching.audit_log WHERE audit_log::text LIKE '%' || id('carl') || '%' ORDER BY 1;
SELECT * FROM changed_of_others(id('carl'));
SELECT * FROM miscounted();

-- A trainer, who is trained as well.
CALL erase('tina', true);
SELECT * FROM report;
SELECT * FROM traces('qztina', 'wordoftina', 'tina@', '+49 tina', 'auth0|tina', '198.51.100.23');
SELECT * FROM stays(id('tina'));
SELECT * FROM changed_of_others(id('tina'));
SELECT * FROM miscounted();
CALL erase('tina', false);
SELECT * FROM report;
SELECT * FROM traces('qztina', 'wordoftina', 'tina@', '+49 tina', 'auth0|tina', '198.51.100.23');
SELECT * FROM changed_of_others(id('tina'));
SELECT * FROM miscounted();

-- An admin, who wrote here and there.
CALL erase('ada', true);
SELECT * FROM report;
SELECT * FROM traces('wordofada', 'ada@', '+49 ada', 'auth0|ada', '198.51.100.23');
SELECT * FROM changed_of_others(id('ada'));
SELECT * FROM miscounted();
CALL erase('ada', false);
SELECT * FROM report;
SELECT * FROM traces('wordofada', 'ada@', '+49 ada', 'auth0|ada', '198.51.100.23');
SELECT * FROM changed_of_others(id('ada'));

-- What the log has forgotten: an admin's words in workouts are found without it, those about relationships and sessions are not.
CALL world();
DELETE FROM coaching.audit_log;
SELECT coaching.erase_user(id('ada')) -> 'emptied' AS emptied;
SELECT * FROM traces('wordofada');

-- Who may: the person with the accounts kept, the house either way.
CALL world();
CALL be('cora');
SELECT attempt($$SELECT coaching.erase_user(id('carl'))$$) AS another, attempt($$SELECT coaching.erase_user(id('nobody'))$$) AS unknown, attempt($$SELECT coaching.erase_user(NULL)$$) AS nobody;
SELECT attempt($$SELECT coaching.erase_user(id('cora'), false)$$) AS accounts, attempt($$SELECT coaching.erase_user(id('cora'), NULL)$$) AS undecided;
CALL be_nobody();
SELECT attempt($$SELECT coaching.erase_user(id('carl'))$$) AS visitor;
CALL be('cora');
SELECT coaching.erase_user(id('cora')) - 'erased_at' -> 'emptied' -> 'users' AS emptied;
SELECT attempt($$SELECT coaching.erase_user(id('cora'))$$) AS again;
CALL be('ada');
SELECT attempt($$SELECT coaching.erase_user(id('nobody'))$$) AS unknown;
-- again is no error, and no news; it says when
SELECT report -> 'deleted' AS deleted, report -> 'emptied' AS emptied, (report ->> 'erased_at')::timestamptz = erased_at AS same_time FROM coaching.erase_user(id('cora')) report, coaching.users WHERE id = id('cora');
-- the accounts can be taken later
SELECT report -> 'deleted' ? 'bookings' AS sessions, report -> 'deleted' ? 'users' AS person FROM coaching.erase_user(id('cora'), keep_accounts => false) report;
-- the log keeps that it was done, and by whom
SELECT who(actor) AS actor, operation, changes FROM coaching.audit_log WHERE table_name = 'users' AND row_id = id('cora')::text ORDER BY id DESC LIMIT 2;
-- somebody whose row was deleted by hand stands in the log until they are erased
CALL be_trusted();
CALL person('dora');
INSERT INTO coaching.client_invitations (trainer_id, target_email) VALUES (id('tom'), 'Dora@gym.test');
DELETE FROM coaching.users WHERE id = id('dora');
SELECT * FROM traces('dora@', 'Dora');
SELECT coaching.erase_user(id('dora')) - 'erased_at' AS dora;
SELECT * FROM traces('dora@', 'Dora');
SELECT attempt($$SELECT coaching.erase_user(id('dora'))$$) AS again;
-- a table of the app refers to the person: the row stays, and the report says so
CALL be_trusted();
CREATE TABLE weigh_ins (client_id uuid REFERENCES coaching.users (id));
INSERT INTO weigh_ins VALUES (id('carl'));
SELECT coaching.erase_user(id('carl'), keep_accounts => false) -> 'kept' AS kept;
DROP TABLE weigh_ins;
SELECT coaching.erase_user(id('carl'), keep_accounts => false) - 'erased_at' AS now_it_goes;
-- what a client had with a trainer goes also where the trainer was erased before
SELECT coaching.erase_user(id('theo')) -> 'kept' ? 'trainer_clients' AS with_theo, coaching.erase_user(id('tina'), keep_accounts => false) -> 'kept' ? 'trainer_clients' AS still;
-- the last admin too, as with remove_user_role
CALL be('ada');
SELECT coaching.erase_user(id('ada')) -> 'kept' -> 'users' ->> 'code' AS last_admin;
CALL be_trusted();

-- Nothing new is written about somebody erased, in whatever way, by whomever.
CALL world();
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS carl, coaching.erase_user(id('tina')) IS NOT NULL AS tina;
CALL person('tara', 'trainer');
CREATE FUNCTION as_asker(asker text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
    IF asker = 'trusted' THEN CALL be_trusted(); ELSE CALL be(asker); END IF;
    result := regexp_replace(attempt(statement), ' \{"(user_id|from|column).*', '');
    CALL be_trusted();
    RETURN result;
END $$;
SELECT asker, result, count(*) FILTER (WHERE result NOT LIKE '% row%') AS statements, string_agg(statement, '; ' ORDER BY n) FILTER (WHERE result LIKE '% row%') AS done FROM (
    SELECT n, asker, statement, done.result FROM unnest(ARRAY['trusted', 'ada']) asker, unnest(ARRAY[
    $$UPDATE coaching.users SET full_name = 'Carl' WHERE id = id('carl')$$, $$UPDATE coaching.users SET erased_at = NULL, deactivated_at = NULL WHERE id = id('carl')$$,
    $$SELECT coaching.add_user_role(id('carl'), 'client')$$, $$SELECT coaching.promote_to_coach(id('carl'))$$, $$SELECT coaching.remove_user_role(id('tina'), 'trainer')$$,
    $$INSERT INTO coaching.client_profiles (client_id) VALUES (id('carl'))$$, $$INSERT INTO coaching.session_settings (client_id) VALUES (id('carl'))$$,
    $$UPDATE coaching.trainer_profiles SET bio = 'words' WHERE trainer_id = id('tina')$$, $$INSERT INTO coaching.trainer_business (trainer_id) VALUES (id('tina'))$$,
    $$SELECT coaching.assign_trainer(id('carl'), id('tara'))$$, $$SELECT coaching.assign_trainer(id('cora'), id('tina'))$$,
    $$UPDATE coaching.trainer_clients SET coach_notes = 'words' WHERE client_id = id('carl')$$, $$UPDATE coaching.connection_requests SET message = 'words'$$,
    $$INSERT INTO coaching.client_invitations (trainer_id, target_user_id) VALUES (id('tara'), id('carl'))$$, $$INSERT INTO coaching.client_invitations (trainer_id, target_email) VALUES (id('tina'), 'x@gym.test')$$,
    $$INSERT INTO coaching.connection_requests (from_user_id, to_user_id) VALUES (id('carl'), id('tara'))$$, $$INSERT INTO coaching.coaching_interests (client_id) VALUES (id('carl'))$$,
    $$INSERT INTO coaching.user_blocks (blocker_id, blocked_id, reason) VALUES (id('ada'), id('carl'), 'words')$$, $$SELECT coaching.block_user(id('carl'))$$,
    $$INSERT INTO coaching.session_packages (trainer_id, name, sessions, price) VALUES (id('tina'), 'words', 1, 1)$$, $$UPDATE coaching.session_packages SET name = 'words' WHERE trainer_id = id('tina')$$,
    $$INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (id('tina'), id('house package'), 1)$$,
    $$SELECT coaching.sell_package(id('carl'), id('house package'), id('tara'))$$, $$SELECT coaching.sell_package(id('cora'), id('house package'), id('tina'))$$,
    $$UPDATE coaching.client_packages SET metadata = '{"k": "words"}' WHERE client_id = id('carl')$$,
    $$INSERT INTO coaching.package_payments (client_package_id, kind, amount, external_id) SELECT id, 'payment', 1, 'words' || id FROM coaching.client_packages WHERE client_id = id('carl')$$,
    $$SELECT coaching.book_session(id('tara'), id('carl'), now() + interval '3 days', override_availability => true)$$, $$SELECT coaching.book_session(id('tina'), id('cora'), now() + interval '3 days', override_availability => true)$$,
    $$UPDATE coaching.bookings SET notes = 'words' WHERE client_id = id('carl')$$, $$UPDATE coaching.bookings SET metadata = '{"k": "words"}' WHERE trainer_id = id('tina')$$,
    $$INSERT INTO coaching.trainer_availability (trainer_id, day_of_week, start_time, end_time) VALUES (id('tina'), 1, '08:00', '09:00')$$,
    $$INSERT INTO coaching.availability_overrides (trainer_id, date) VALUES (id('tina'), '2030-01-01')$$, $$INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (id('tina'), '2030-01-01', '2030-01-01')$$,
    $$SELECT coaching.create_calendar_token(id('tina'))$$, $$SELECT coaching.create_workout_plan(id('carl'), '{"title": "words"}')$$, $$SELECT coaching.log_workout(id('carl'), '{"name": "words"}')$$,
    $$INSERT INTO coaching.workout_progress (client_id, exercise_name) VALUES (id('carl'), 'words')$$, $$INSERT INTO coaching.programs (user_id, name) VALUES (id('carl'), 'words')$$,
    $$INSERT INTO coaching.programs (user_id, name, assigned_to_client) VALUES (id('tara'), 'words', id('carl'))$$, $$SELECT coaching.assign_program(id('program of cora'), id('carl'))$$,
    $$INSERT INTO coaching.trainer_client_notes (trainer_id, client_id, relationship_id, note) SELECT trainer_id, client_id, id, 'words' FROM coaching.trainer_clients WHERE client_id = id('carl')$$,
    $$INSERT INTO coaching.coaching_insights (trainer_id, client_id, relationship_id, type, title, content) SELECT trainer_id, client_id, id, 'observation', 'words', 'words' FROM coaching.trainer_clients WHERE client_id = id('carl')$$,
    $$INSERT INTO coaching.trainer_session_notes (booking_id, trainer_id, client_id, feedback) VALUES (id('past of carl'), id('tina'), id('carl'), 'words')$$,
    $$UPDATE coaching.trainer_reviews SET comment = 'words'$$, $$INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (id('tara'), id('carl'), 1)$$,
    $$SELECT coaching.transfer_client_to_trainer(id('carl'), id('tina'), id('tara'))$$, $$SELECT coaching.transfer_client_to_trainer(id('cora'), id('tom'), id('tina'))$$,
    $$INSERT INTO coaching.client_transfers (client_id, from_trainer_id, to_trainer_id) VALUES (id('carl'), id('tara'), id('tom'))$$,
    $$SELECT coaching.respond_to_request(id, 'accepted') FROM coaching.connection_requests WHERE from_user_id = id('carl')$$
    ]) WITH ORDINALITY s (statement, n), LATERAL as_asker(asker, statement) done (result)) t GROUP BY asker, result ORDER BY asker, min(n);
-- tables that name people and leave it to what judges them: those whose rows go, and those the extension alone writes
SELECT string_agg(place::text, ', ' ORDER BY place::text COLLATE "C") AS judged_otherwise FROM places
WHERE ids IS NOT NULL AND EXISTS (SELECT FROM pg_constraint WHERE conrelid = place AND contype = 'f') AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = place AND tgfoid = 'coaching.refuse_erased'::regproc);
-- money still goes back, and nobody erased hears of it
SELECT attempt($$SELECT coaching.refund_package(id, 0) FROM coaching.client_packages WHERE client_id = id('carl') LIMIT 1$$) AS refund;
SELECT count(*) AS told FROM coaching.notifications WHERE user_id IN (id('carl'), id('tina'));

DROP TABLE before_about, before_others, reported CASCADE;
DROP PROCEDURE world, erase;
DROP FUNCTION is_about, rows_about, rows_of_others, fill, traces, miscounted, changed_of_others, stays, as_asker;
DROP VIEW places;
