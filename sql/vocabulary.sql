-- vocabulary: the documents' names for the same things. A write through a view is the same write to its
-- table, by the same person.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');
SET search_path = coaching, public;

-- What the views share.
-- every column of a key is the table's own, so that PostgREST finds the foreign keys through the view
SELECT v.relname AS view, string_agg(m[1] || ' = ' || c.relname || '.' || a.attname, ', ' ORDER BY m[1]) AS keys
FROM pg_class v JOIN pg_rewrite w ON w.ev_class = v.oid,
    LATERAL regexp_matches(w.ev_action::text, ':resname (\w+) :ressortgroupref \d+ :resorigtbl (\d+) :resorigcol (\d+)', 'g') m
    JOIN pg_class c ON c.oid = m[2]::oid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = m[3]::int
WHERE v.relnamespace = 'coaching'::regnamespace AND m[1] ~ '(^id|_id|_by)$' GROUP BY 1 ORDER BY 1;
-- who reads how many rows
CALL be('ada');
SELECT assign_trainer(id('carl'), id('tina')) IS NOT NULL AND assign_trainer(id('cora'), id('tom')) IS NOT NULL AS assigned;
CREATE FUNCTION pg_temp.rows_seen_by(person text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    place text;
    count text;
    seen text := '';
BEGIN
    FOREACH place IN ARRAY ARRAY['coach_profiles', 'instructors', 'profiles', 'trainer_assignments', 'trainer_connections', 'coach_client_relationships'] LOOP
        IF person IS NULL THEN CALL be_nobody(); ELSE CALL be(person); END IF;
        BEGIN
            EXECUTE 'SELECT count(*) FROM coaching.' || place INTO count;
        EXCEPTION WHEN insufficient_privilege THEN count := 'denied';
        END;
        seen := seen || place || ' ' || count || ' ';
    END LOOP;
    CALL be_trusted();
    RETURN seen;
END $$;
CALL be_trusted();
SELECT person, pg_temp.rows_seen_by(person) FROM unnest(ARRAY['carl', 'cleo', 'tina', 'ada', NULL]) person;
-- no upsert on a view, and nobody deletes what a table keeps
CALL be('ada');
SELECT attempt($$INSERT INTO coach_profiles (user_id) VALUES (id('tina')) ON CONFLICT (user_id) DO UPDATE SET bio = excluded.bio$$);
SELECT place, attempt('DELETE FROM ' || place) AS "as an admin"
FROM unnest(ARRAY['coach_profiles', 'instructors', 'profiles', 'trainer_assignments', 'trainer_connections', 'coach_client_relationships']) place;

-- coach_profiles.
-- a coach has had a profile since the role: inserting fills it in, and shows what became of it
CALL be('tina');
INSERT INTO coach_profiles (user_id, specializations, certifications, bio, phone, website, client_limit)
VALUES (id('tina'), '{strength,yoga}', '{NASM-CPT}', 'Twenty years of lifting.', '+49 1', 'https://tina.test', 2)
RETURNING who(id) AS id, who(user_id) AS user_id, is_active, specializations, certifications, bio, phone, website, client_limit, created_at IS NOT NULL AS created;
SELECT display_name, bio, specializations, max_clients FROM trainer_profiles WHERE trainer_id = id('tina');
-- what is not given stays; NULL is not given
INSERT INTO coach_profiles (user_id, bio, client_limit) VALUES (id('tina'), 'Thirty years.', NULL) RETURNING bio, phone, client_limit;
INSERT INTO coach_profiles (id) VALUES (id('tina')) RETURNING bio;
-- only for oneself, only as a coach
SELECT attempt($$INSERT INTO coach_profiles (user_id, bio) VALUES (id('tom'), 'Mine!')$$);
SELECT attempt($$INSERT INTO coach_profiles (user_id, id) VALUES (id('tina'), id('tom'))$$);
SELECT attempt($$INSERT INTO coach_profiles (bio) VALUES ('Whose?')$$);
SELECT attempt($$INSERT INTO coach_profiles DEFAULT VALUES$$);
CALL be('carl');
SELECT attempt($$INSERT INTO coach_profiles (user_id) VALUES (id('carl'))$$);
SELECT attempt($$UPDATE coach_profiles SET bio = 'Mine!' WHERE user_id = id('tina')$$);
SELECT who(user_id), bio FROM coach_profiles WHERE user_id = id('tina');
-- an admin's makes a coach
CALL be('ada');
INSERT INTO coach_profiles (user_id, bio) VALUES (id('cleo'), 'New here.') RETURNING who(user_id), bio, client_limit, is_active;
SELECT roles FROM users WHERE id = id('cleo');
SELECT remove_user_role(id('cleo'), 'coach');
SELECT is_active FROM coach_profiles WHERE user_id = id('cleo');
SELECT attempt($$INSERT INTO coach_profiles (user_id) VALUES (id('nobody'))$$);
-- UPDATE: names, NULL for unlimited, rules and maintained columns of the table
CALL be('tina');
UPDATE coach_profiles SET client_limit = NULL, website = NULL WHERE user_id = id('tina') RETURNING client_limit, website, updated_at > created_at AS touched;
SELECT max_clients, website FROM trainer_profiles WHERE trainer_id = id('tina');
SELECT assignment, attempt('UPDATE coach_profiles SET ' || assignment || ' WHERE user_id = id(''tina'')')
FROM unnest(ARRAY['client_limit = -1', 'bio = repeat(''x'', 20001)', 'specializations = NULL', 'user_id = id(''tom'')', 'id = id(''tom'')',
    'created_at = now()', 'updated_at = now()', 'client_limit = 20']) assignment;
SELECT attempt($$UPDATE coach_profiles SET bio = 'Mine!' WHERE user_id = id('tom')$$) AS "another's", attempt($$UPDATE coach_profiles SET bio = 'x' WHERE user_id = id('nobody')$$) AS "nobody's";
-- only what changed is written: nothing of an UPDATE that changes nothing
CALL be_trusted();
DELETE FROM audit_log;
CALL be('tina');
UPDATE coach_profiles SET id = id, user_id = user_id, bio = bio, client_limit = client_limit WHERE user_id = id('tina');
UPDATE coach_profiles SET bio = bio, phone = '+49 2' WHERE user_id = id('tina');
CALL be_trusted();
SELECT changes - 'updated_at' AS changes FROM audit_log;

-- instructors.
CALL be('tom');
INSERT INTO instructors (user_id, name, photo_url, phone, specializations, certifications, max_clients, hourly_rate, bio, years_experience)
VALUES (id('tom'), 'Tom Adler', 'https://x.test/tom.png', '+49 3', '{boxing}', '{CSCS}', 10, 45.50, 'Fights fair.', 7)
RETURNING who(id) AS id, name, photo_url, phone, is_personal_trainer, specializations, certifications, max_clients, hourly_rate, bio, years_experience;
SELECT display_name, avatar_url, is_active FROM trainer_profiles WHERE trainer_id = id('tom');
UPDATE instructors SET is_personal_trainer = false WHERE user_id = id('tom') RETURNING is_personal_trainer;
CALL be('ada');
SELECT attempt($$SELECT assign_trainer(id('cleo'), id('tom'))$$) AS "an instructor who trains nobody";
UPDATE instructors SET is_personal_trainer = true, max_clients = 1 WHERE name = 'Tom Adler' RETURNING is_personal_trainer, max_clients;
-- a former trainer's rests
UPDATE instructors SET name = 'Cleo' WHERE id = id('cleo') RETURNING name, is_personal_trainer;
CALL be('cleo');
SELECT attempt($$UPDATE instructors SET is_personal_trainer = true WHERE id = id('cleo')$$);
SELECT attempt($$UPDATE instructors SET hourly_rate = 1 WHERE id = id('tom')$$) AS "another's";
SELECT attempt($$UPDATE instructors SET hourly_rate = -1 WHERE id = id('cleo')$$) AS "below nothing";
SELECT attempt($$INSERT INTO instructors (user_id, created_at) VALUES (id('cleo'), now())$$) AS maintained;
-- the policy of a document: SELECT id FROM instructors WHERE user_id = <who asks>
SELECT who(id) FROM instructors WHERE user_id = uid();

-- every set of columns, more of them than a backend keeps plans of
CALL be('tom');
DO $$
DECLARE
    assignments text;
BEGIN
    FOR n IN 1..127 LOOP
        SELECT string_agg(name || ' = ' || replace(value, '#', n::text), ', ') INTO assignments
        FROM (VALUES (1, 'bio', '''#'''), (2, 'phone', '''#'''), (4, 'years_experience', '# % 100'), (8, 'name', '''#'''), (16, 'photo_url', '''#'''),
            (32, 'specializations', 'ARRAY[''#'']'), (64, 'certifications', 'ARRAY[''#'']')) AS c (bit, name, value)
        WHERE n & bit > 0;
        EXECUTE 'UPDATE coaching.instructors SET ' || assignments || ' WHERE user_id = coaching.uid()';
    END LOOP;
END $$;
SELECT bio, phone, years_experience, name, photo_url, specializations, certifications FROM instructors WHERE user_id = uid();

-- profiles.
CALL be('carl');
SELECT email, full_name, is_admin FROM profiles ORDER BY email;
UPDATE profiles SET full_name = 'Carl C.', phone = '+49 4', avatar_url = 'https://x.test/carl.png' WHERE id = id('carl') RETURNING full_name, phone, avatar_url;
SELECT assignment, attempt('UPDATE profiles SET ' || assignment || ' WHERE id = id(''carl'')')
FROM unnest(ARRAY['email = ''ada@gym.test''', 'is_admin = true', 'is_admin = NULL', 'id = id(''cora'')', 'created_at = now()']) assignment;
SELECT attempt($$UPDATE profiles SET full_name = 'x' WHERE id = id('tina')$$) AS "another's";
SELECT attempt($$INSERT INTO profiles (full_name) VALUES ('x')$$);
CALL be('ada');
INSERT INTO profiles (id, email, full_name, is_admin) VALUES (id('dora'), 'Dora@gym.test', 'Dora', true) RETURNING email, full_name, is_admin;
SELECT email_key, roles FROM users WHERE id = id('dora');
UPDATE profiles SET is_admin = false, full_name = 'Dora D.' WHERE id = id('dora') RETURNING full_name, is_admin;
UPDATE profiles SET is_admin = true WHERE full_name LIKE 'Dora%' RETURNING is_admin;
UPDATE users SET deactivated_at = now() WHERE id = id('dora');
SELECT is_admin FROM profiles WHERE id = id('dora');
SELECT attempt($$INSERT INTO profiles (id, full_name) VALUES (id('dora'), 'Again')$$);
SELECT attempt($$INSERT INTO profiles (email) VALUES ('CARL@gym.test')$$);
-- the policy of a document: EXISTS (SELECT 1 FROM profiles WHERE id = <who asks> AND is_admin = true)
SELECT EXISTS (SELECT 1 FROM profiles WHERE id = uid() AND is_admin = true) AS ada_is_one;
CALL be('carl');
SELECT EXISTS (SELECT 1 FROM profiles WHERE id = uid() AND is_admin = true) AS carl_is_one;
-- users by the name a document embeds them with
SELECT users.name, users.email FROM users WHERE id = uid();

-- trainer_assignments.
CALL be('ada');
INSERT INTO trainer_assignments (member_id, trainer_id, assigned_by, start_date, notes)
VALUES (id('cleo'), id('tina'), id('ada'), '2040-01-01', 'Bad knee.')
RETURNING who(member_id) AS member, who(trainer_id) AS trainer, who(assigned_by) AS by, status, start_date, end_date, notes, assigned_at = now() AS now, created_at IS NOT NULL AS created;
SELECT status, is_primary, origin, coach_notes, accepted_at IS NOT NULL AS accepted FROM trainer_clients WHERE client_id = id('cleo');
SELECT (SELECT count(*) FROM notifications WHERE user_id = id('cleo') AND kind = 'assignment.created') AS told, get_trainer_client_count(id('tina')) AS clients;
-- the table's rules
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('cleo'), id('tina'))$$) AS twice;
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('cleo'), id('tom'))$$) AS full;
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('carl'), id('cora'))$$) AS "no trainer";
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('tina'), id('tina'))$$) AS oneself;
SELECT attempt($$INSERT INTO trainer_assignments (trainer_id) VALUES (id('tina'))$$) AS "no member";
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('nobody'), id('tina'))$$) AS nobody;
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id, assigned_by) VALUES (id('cora'), id('tina'), id('tom'))$$) AS "by another";
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id, assigned_at) VALUES (id('cora'), id('tina'), '2000-01-01')$$) AS maintained;
SELECT word, attempt(format('INSERT INTO trainer_assignments (member_id, trainer_id, status) VALUES (id(''cora''), id(''tina''), %L)', word))
FROM unnest(ARRAY['pending', 'terminated', 'Active', '', 'paused', 'completed', NULL]) word;
-- only admins assign
CALL be('tina');
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('cora'), id('tina'))$$) AS trainer;
CALL be('cora');
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) VALUES (id('cora'), id('tina'))$$) AS member;
-- each sees their own, and moves it as on the table
SELECT who(member_id) AS member, who(trainer_id) AS trainer, status FROM trainer_assignments;
CALL be('cleo');
SELECT attempt($$UPDATE trainer_assignments SET notes = 'x' WHERE member_id = id('cleo')$$) AS "the trainer's to write";
UPDATE trainer_assignments SET status = 'paused' RETURNING status, end_date;
CALL be('tina');
SELECT attempt($$UPDATE trainer_assignments SET status = 'active' WHERE member_id = id('cleo')$$) AS "whoever paused resumes";
UPDATE trainer_assignments SET notes = 'Good knee.' WHERE member_id = id('cleo') RETURNING notes, status;
SELECT word, attempt(format('UPDATE trainer_assignments SET status = %L WHERE member_id = id(''cleo'')', word))
FROM unnest(ARRAY['inactive', 'terminated', 'pending', NULL]) word;
CALL be('ada');
UPDATE trainer_assignments SET status = 'active', end_date = '2040-12-31' WHERE member_id = id('cleo') RETURNING status, end_date;
UPDATE trainer_assignments SET status = 'completed' WHERE member_id = id('cleo') RETURNING status, end_date;
SELECT attempt($$UPDATE trainer_assignments SET status = 'active' WHERE member_id = id('cleo')$$) AS "history stays";
SELECT attempt($$UPDATE trainer_assignments SET member_id = id('cora') WHERE member_id = id('cleo')$$) AS "who it is about stays";
-- what was terminated reads as completed too, and saying so again changes nothing
UPDATE trainer_clients SET status = 'terminated' WHERE client_id = id('carl');
SELECT who(member_id), status FROM trainer_assignments ORDER BY 1;
UPDATE trainer_assignments SET status = 'completed', notes = 'Moved away.' WHERE member_id = id('carl') RETURNING status, notes;
SELECT status, coach_notes FROM trainer_clients WHERE client_id = id('carl');

-- trainer_connections.
CALL be('ada');
INSERT INTO trainer_connections (trainer_id, client_id) VALUES (id('tina'), id('carl')) RETURNING who(trainer_id), who(client_id), status, connected_at = now() AS now;
SELECT attempt($$INSERT INTO trainer_connections (trainer_id, client_id, status) VALUES (id('tina'), id('cleo'), 'blocked')$$);
SELECT attempt($$UPDATE trainer_connections SET status = 'blocked' WHERE client_id = id('carl')$$) AS "for others";
SELECT attempt($$UPDATE trainer_connections SET connected_at = now()$$) AS maintained;
SELECT word, attempt(format('UPDATE trainer_connections SET status = %L WHERE client_id = id(''carl'')', word))
FROM unnest(ARRAY['pending', 'terminated', 'inactive', NULL]) word;
CALL be('tina');
SELECT attempt($$INSERT INTO trainer_connections (trainer_id, client_id) VALUES (id('tina'), id('cleo'))$$) AS "clients ask first";
CALL be('cleo');
SELECT attempt($$INSERT INTO trainer_connections (trainer_id, client_id) VALUES (id('tina'), id('cleo'))$$) AS "and trainers answer";
SELECT count(*) AS "what has ended is no connection" FROM trainer_connections;
-- paused and resumed
CALL be('carl');
UPDATE trainer_connections SET status = 'paused' RETURNING status;
SELECT who(trainer_id), status FROM trainer_connections;
UPDATE trainer_connections SET status = 'active' RETURNING status;
-- blocking ends it; only the blocker (and admins) read why
UPDATE trainer_connections SET status = 'blocked' WHERE trainer_id = id('tina') RETURNING who(trainer_id), status;
SELECT who(blocker_id) AS blocker, who(blocked_id) AS blocked FROM user_blocks;
SELECT who(trainer_id), status FROM trainer_connections;
CALL be('tina');
SELECT who(client_id), status FROM trainer_connections;
SELECT status FROM coach_client_relationships WHERE client_id = id('carl') ORDER BY id;
CALL be('ada');
SELECT who(client_id), status FROM trainer_connections ORDER BY 1;
SELECT attempt($$INSERT INTO trainer_connections (trainer_id, client_id) VALUES (id('tina'), id('carl'))$$) AS "and keeps them apart";
CALL be('carl');
SELECT attempt($$UPDATE trainer_connections SET status = 'active'$$) AS "and is not undone";
SELECT unblock_user(id('tina'));
SELECT count(*) AS connections FROM trainer_connections;

-- coach_client_relationships.
CALL be('tina');
INSERT INTO coach_client_relationships (coach_id, client_id, invitation_method, invitation_message, coach_notes, client_goals)
VALUES (id('tina'), id('carl'), 'email', 'Come back!', 'Left knee.', '{run}')
RETURNING who(coach_id) AS coach, who(client_id) AS client, status, invited_at = now() AS invited, accepted_at, terminated_at, can_view_workouts,
    can_send_messages, invitation_method, invitation_message, coach_notes, client_goals;
SELECT word, attempt(format('INSERT INTO coach_client_relationships (coach_id, client_id, status) VALUES (id(''tina''), id(''cleo''), %L)', word))
FROM unnest(ARRAY['active', 'inactive', 'terminated', 'paused', 'completed', NULL]) word;
SELECT attempt($$INSERT INTO coach_client_relationships (coach_id, client_id) VALUES (id('tom'), id('cleo'))$$) AS "another's";
SELECT attempt($$INSERT INTO coach_client_relationships (coach_id, client_id, accepted_at) VALUES (id('tina'), id('cleo'), now())$$) AS maintained;
SELECT attempt($$UPDATE coach_client_relationships SET status = 'active' WHERE status = 'pending'$$) AS "the client accepts";
CALL be('carl');
SELECT attempt($$INSERT INTO coach_client_relationships (coach_id, client_id) VALUES (id('tina'), id('carl'))$$) AS "a client";
UPDATE coach_client_relationships SET status = 'active' WHERE status = 'pending' RETURNING who(coach_id), status, accepted_at = now() AS accepted;
UPDATE coach_client_relationships SET can_view_progress = false, can_create_programs = false WHERE status = 'active' RETURNING can_view_progress, can_create_programs;
SELECT attempt($$UPDATE coach_client_relationships SET client_goals = '{sleep}' WHERE status = 'active'$$) AS "the coach's to write";
CALL be('tina');
SELECT attempt($$UPDATE coach_client_relationships SET can_view_progress = true WHERE status = 'active'$$) AS "the client's to write";
SELECT column_, attempt(format('UPDATE coach_client_relationships SET %I = now() WHERE status = ''active''', column_))
FROM unnest(ARRAY['invited_at', 'accepted_at', 'terminated_at', 'created_at', 'updated_at']) column_;
UPDATE coach_client_relationships SET client_goals = '{run,sleep}', coach_notes = NULL WHERE status = 'active' RETURNING client_goals, coach_notes;
-- the words: each as the table has it
UPDATE coach_client_relationships SET status = 'inactive' WHERE status = 'active' RETURNING status;
SELECT status, paused_by FROM trainer_clients WHERE client_id = id('carl') AND status <> 'terminated';
UPDATE coach_client_relationships SET status = 'active' WHERE status = 'inactive' RETURNING status, terminated_at;
SELECT word, attempt(format('UPDATE coach_client_relationships SET status = %L WHERE status = ''active''', word))
FROM unnest(ARRAY['pending', 'paused', 'completed', '', NULL]) word;
UPDATE coach_client_relationships SET status = 'terminated' WHERE status = 'active' RETURNING status, terminated_at = now() AS terminated;
SELECT array_agg(status ORDER BY id) FROM trainer_clients WHERE client_id = id('carl');
SELECT attempt($$UPDATE coach_client_relationships SET coach_notes = 'x' WHERE client_id = id('carl')$$) AS "history stays";
SELECT attempt($$UPDATE coach_client_relationships SET coach_notes = 'x' WHERE client_id = id('cora')$$) AS "what one does not see";
-- every word of the table, read
CALL be_trusted();
SET session_replication_role = replica;
DELETE FROM trainer_clients;
INSERT INTO trainer_clients (id, trainer_id, client_id, status, is_primary)
    SELECT id(word), id('tina'), id('carl'), word, true FROM unnest(ARRAY['pending', 'active', 'paused', 'completed', 'terminated']) word WHERE word IN ('completed', 'terminated', 'pending')
    UNION ALL SELECT id(word), id('tom'), id('carl'), word, false FROM unnest(ARRAY['active']) word
    UNION ALL SELECT id(word), id('tom'), id('cora'), word, true FROM unnest(ARRAY['paused']) word;
RESET session_replication_role;
SELECT t.status, r.status AS coach_client_relationships, a.status AS trainer_assignments, c.status AS trainer_connections
FROM trainer_clients t LEFT JOIN coach_client_relationships r USING (id) LEFT JOIN trainer_assignments a USING (id) LEFT JOIN trainer_connections c USING (id)
ORDER BY array_position(ARRAY['pending', 'active', 'paused', 'completed', 'terminated'], t.status);

-- A trusted caller writes what the table lets a trusted caller write, maintained columns and deletions among it.
DELETE FROM trainer_clients;
INSERT INTO coach_client_relationships (coach_id, client_id, status, accepted_at, invitation_method)
VALUES (id('tina'), id('carl'), 'active', '2020-05-05', 'email') RETURNING who(coach_id), status, accepted_at::date, invitation_method;
UPDATE coach_client_relationships SET invited_at = '2020-05-01' RETURNING invited_at::date;
INSERT INTO trainer_assignments (member_id, trainer_id, assigned_by, assigned_at) VALUES (id('cora'), id('tina'), id('ada'), '2021-01-01') RETURNING who(assigned_by), assigned_at::date;
SELECT place, attempt('DELETE FROM ' || place) FROM unnest(ARRAY['trainer_connections', 'coach_client_relationships', 'trainer_assignments']) place;
SELECT attempt($$DELETE FROM coach_profiles WHERE user_id = id('cleo')$$), attempt($$DELETE FROM profiles WHERE id = id('dora')$$);
SELECT (SELECT count(*) FROM trainer_clients) AS relationships, (SELECT count(*) FROM trainer_profiles WHERE trainer_id = id('cleo')) AS profiles, (SELECT count(*) FROM users WHERE id = id('dora')) AS users;
-- many rows at once, judged one by one: all or none
SELECT attempt($$INSERT INTO trainer_assignments (member_id, trainer_id) SELECT id(m), id('tom') FROM unnest(ARRAY['carl', 'cora']) m$$) AS "tom has one place";
INSERT INTO trainer_assignments (member_id, trainer_id) SELECT id(m), id('tina') FROM unnest(ARRAY['carl', 'cora', 'cleo']) m;
WITH ended AS (UPDATE trainer_assignments SET status = 'completed' WHERE trainer_id = id('tina') RETURNING who(member_id) AS member, status)
SELECT * FROM ended ORDER BY member;
SELECT get_trainer_client_count(id('tina')) AS clients;

-- The trigger is of no use elsewhere.
CREATE TABLE pg_temp.mine (id uuid);
CREATE TRIGGER mine BEFORE INSERT ON pg_temp.mine FOR EACH ROW EXECUTE FUNCTION coaching.write_through_view();
SELECT attempt($$INSERT INTO pg_temp.mine VALUES (id('mine'))$$);

-- Reading through a view uses the table's indexes, and so do the rules of who sees what.
SET session_replication_role = replica;
INSERT INTO users (id, full_name, roles) SELECT id('t' || n), 't' || n, '{trainer}' FROM generate_series(1, 50) n;
INSERT INTO users (id, full_name) SELECT id('c' || n), 'c' || n FROM generate_series(1, 5000) n;
INSERT INTO trainer_clients (trainer_id, client_id, status, is_primary)
    SELECT id('t' || 1 + n % 50), id('c' || n), CASE n % 3 WHEN 0 THEN 'active' WHEN 1 THEN 'completed' ELSE 'pending' END, true FROM generate_series(1, 5000) n;
RESET session_replication_role;
ANALYZE users, trainer_clients;
CALL be('t7');
EXPLAIN (COSTS OFF) SELECT * FROM coach_client_relationships WHERE status = 'active';
EXPLAIN (COSTS OFF) SELECT * FROM coach_client_relationships WHERE id = id('x');
EXPLAIN (COSTS OFF) SELECT * FROM trainer_assignments WHERE member_id = id('c6');
EXPLAIN (COSTS OFF) UPDATE trainer_assignments SET status = 'paused' WHERE member_id = id('c6');
EXPLAIN (COSTS OFF) SELECT * FROM coach_profiles WHERE user_id = id('t9');
-- of one's own few rows the state is looked at; no index is read from end to end for it
CREATE FUNCTION pg_temp.indexes_read(statement text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || statement LOOP
        IF line ~ 'trainer_clients_\w+_idx' THEN RETURN NEXT substring(line FROM 'trainer_clients_\w+_idx'); END IF;
    END LOOP;
END $$;
SELECT * FROM pg_temp.indexes_read('SELECT * FROM trainer_connections') ORDER BY 1;
RESET search_path;
CALL clean_slate();

-- docs/documents.md says where each thing of the documents lives: whatever it names is there. A row of a table there counts
-- with its right side, and with its left where the right says "the same" or "view of".
\set page `cat "${PG_ABS_SRCDIR:-.}/docs/documents.md"`
CREATE TEMP TABLE named AS
    WITH line AS (SELECT n, split_part(l, '|', 2) AS theirs, split_part(l, '|', 3) AS ours FROM regexp_split_to_table(:'page', E'\n') WITH ORDINALITY t (l, n) WHERE l LIKE '|%'),
    side AS (SELECT n, ours AS said FROM line UNION ALL SELECT n, theirs FROM line WHERE ours ~ '^ (the same|view of)')
    SELECT DISTINCT (regexp_match(m[1], '^(?:coaching\.)?([a-z_0-9]+)'))[1] AS name,
        (regexp_match(m[1], '^(?:coaching\.)?[a-z_0-9]+\.([a-z_0-9]+)$'))[1] AS part, m[1] ~ '^[a-z_.0-9]+\(' AS is_function,
        -- `table` (columns) or `function(parameters)`
        regexp_split_to_array(coalesce(nullif(m[2], ''), nullif((regexp_match(m[1], '^[a-z_.0-9]+\(([a-z_0-9, ]*)\)'))[1], '')), ', *') AS parts
    FROM side, regexp_matches(said, '`([^`]+)`(?: \(([a-z_0-9, ]+)\))?', 'g') m WHERE m[1] ~ '^[a-z]';
SELECT count(*) > 100 AS read, count(*) FILTER (WHERE is_function) > 40 AS functions, count(*) FILTER (WHERE parts IS NOT NULL) > 30 AS with_parts FROM named;
CREATE FUNCTION pg_temp.columns_of(relation text) RETURNS name[] LANGUAGE sql AS $$
    SELECT array_agg(attname) FROM pg_attribute WHERE attrelid = to_regclass('coaching.' || relation) AND attnum > 0 AND NOT attisdropped $$;
SELECT name, part, parts FROM named
WHERE CASE
    WHEN is_function THEN NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'coaching'::regnamespace AND proname = name AND coalesce(parts <@ proargnames, true))
    WHEN part IS NOT NULL OR parts IS NOT NULL THEN coalesce(NOT array_remove(parts || part, NULL) <@ pg_temp.columns_of(name)::text[], true)
    -- else a relation, a function, a column or a word that some CHECK allows
    ELSE to_regclass('coaching.' || name) IS NULL AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'coaching'::regnamespace AND proname = name)
        AND NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'v') AND a.attname = name)
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE connamespace = 'coaching'::regnamespace AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%' || quote_literal(name) || '::text%')
    END ORDER BY 1, 2;
DROP TABLE named;
