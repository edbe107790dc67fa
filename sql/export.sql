-- export_user: everything about a person as one document, with the caller's own rights.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('cleo');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
INSERT INTO coaching.trainer_client_notes (trainer_id, client_id, note, is_private)
    VALUES (id('tina'), id('carl'), 'snores', true), (id('tina'), id('carl'), 'punctual', false);
INSERT INTO coaching.calendar_tokens (trainer_id, token_hash) VALUES (id('tina'), sha256('token'));
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('cleo'), id('carl'));
SELECT coaching.log_workout(id('carl'), '{"sets": [{"exercise_name": "Row", "reps_completed": 10}]}') IS NOT NULL AS logged;

-- the document
SELECT key, jsonb_typeof(value) FROM jsonb_each(coaching.export_user(id('carl'))) ORDER BY key COLLATE "C";
SELECT d ->> 'user_id' = id('carl')::text AS of_carl, d -> 'format' AS format, d ->> 'extension_version' AS version,
    (d ->> 'exported_at')::timestamptz = now() AS exported_now, d -> 'tables' -> 'users' -> 0 ->> 'email' AS email,
    d -> 'tables' -> 'workout_progress' -> 0 ->> 'exercise_name' AS exercise
FROM coaching.export_user(id('carl')) AS d;

-- Every table of the extension is gone through, or about nobody. A new one shows up here until it has a foreign key that
-- leads to people, is declared in src/access/exported.cpp, or stands in this list.
SELECT relname FROM pg_class
WHERE relnamespace = 'coaching'::regnamespace AND relkind IN ('r', 'p')
  AND NOT coaching.export_user(id('carl')) -> 'tables' ? relname
  AND relname NOT IN ('exercises', 'match_weights', 'settings');
-- and every column of the extension that names a person leads an index, so that others' rows cost nothing
WITH RECURSIVE people (relation, attribute) AS (
    SELECT 'coaching.users'::regclass::oid, 1::smallint
    UNION SELECT a.attrelid, a.attnum FROM pg_attribute a
        WHERE a.attrelid = 'coaching.audit_log'::regclass AND a.attname IN ('actor', 'client_id', 'trainer_id', 'row_id')
    UNION SELECT c.conrelid, k.own FROM people p JOIN pg_constraint c ON c.contype = 'f' AND c.confrelid = p.relation,
        unnest(c.conkey, c.confkey) AS k (own, referenced) WHERE k.referenced = p.attribute AND c.connamespace = 'coaching'::regnamespace
)
SELECT p.relation::regclass, a.attname FROM people p JOIN pg_attribute a ON a.attrelid = p.relation AND a.attnum = p.attribute
WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = p.relation AND i.indkey[0] = p.attribute
    AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)));
-- parents come first
SELECT c.conrelid::regclass, c.confrelid::regclass
FROM pg_constraint c, coaching.export_user(id('carl')) AS d,
    LATERAL (SELECT d -> 'order' AS names) n,
    jsonb_array_elements_text(n.names) WITH ORDINALITY AS child (name, place), jsonb_array_elements_text(n.names) WITH ORDINALITY AS parent (name, place)
WHERE c.contype = 'f' AND c.connamespace = 'coaching'::regnamespace AND c.conrelid <> c.confrelid
  AND c.conrelid = ('coaching.' || child.name)::regclass AND c.confrelid = ('coaching.' || parent.name)::regclass AND parent.place > child.place;

-- Who may, and what they see: the number of rows by asker.
CREATE FUNCTION counted(name text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(key || ' ' || value, ', ' ORDER BY key COLLATE "C") FROM jsonb_each(coaching.export_user(id(name)) -> 'counts')
    WHERE value <> '0' AND key NOT IN ('audit_log', 'notifications')
$$;
SELECT counted('carl') AS trusted;
SELECT counted('tina') AS trusted;
CALL be('ada');
SELECT counted('carl') AS admin;
-- a private note is its author's: the client's own export is without it, and without who blocked them
CALL be('carl');
SELECT counted('carl') AS themselves;
SELECT coaching.export_user(id('carl'))::text ~ 'punctual' AS shared, coaching.export_user(id('carl'))::text ~ 'snores' AS private;
SELECT attempt('SELECT coaching.export_user(id(''tina''))'), attempt('SELECT coaching.export_user(id(''nobody''))'), attempt('SELECT coaching.export_user(NULL)');
CALL be('tina');
SELECT counted('tina') AS themselves;
SELECT coaching.export_user(id('tina'))::text ~ 'snores' AS private;
SELECT attempt('SELECT coaching.export_user(id(''carl''))') AS own_client;
CALL be('cleo');
SELECT attempt('SELECT coaching.export_user(id(''carl''))') AS stranger;
CALL be_nobody();
SELECT attempt('SELECT coaching.export_user(id(''carl''))') AS visitor;
CALL be('ada');
SELECT attempt('SELECT coaching.export_user(id(''nobody''))') AS unknown, attempt('SELECT coaching.export_user(NULL)') AS missing;

-- Secrets are in nobody's, not even a superuser's, and named as left out.
CALL be_trusted();
SELECT d ->> 'left_out' AS left_out, d -> 'counts' -> 'calendar_tokens' AS tokens,
    d::text ~ encode(sha256('token'), 'hex') AS hash_in_it, d -> 'tables' -> 'calendar_tokens' -> 0 ? 'token_hash' AS column_in_it
FROM coaching.export_user(id('tina')) AS d;

-- An invitation to an address is about whoever has it; an audit entry is about its actor, its client, its trainer and its row.
SELECT coaching.export_user(id('cleo')) -> 'counts' -> 'client_invitations' AS before;
INSERT INTO coaching.client_invitations (trainer_id, target_email) VALUES (id('tina'), 'CLEO@gym.test');
SELECT coaching.export_user(id('cleo')) -> 'counts' -> 'client_invitations' AS after;
SELECT (coaching.export_user(id(name)) -> 'counts' ->> 'audit_log')::int = (SELECT count(*) FROM coaching.audit_log
    WHERE actor = id(name) OR client_id = id(name) OR trainer_id = id(name) OR row_id = id(name)::text) AS all_entries
FROM unnest(ARRAY['carl', 'tina', 'cleo']) AS name;

-- An app's own tables: covered as soon as they are there, under the names they have, with what the caller may read.
CREATE SCHEMA "the App";
CREATE TABLE "the App"."Weigh-ins" (
    "who?" uuid REFERENCES coaching.users (id), gone int, "k""g" numeric, doubled numeric GENERATED ALWAYS AS ("k""g" * 2) STORED, secret text DEFAULT 'hush',
    n int, PRIMARY KEY (n, "who?"));
ALTER TABLE "the App"."Weigh-ins" DROP COLUMN gone;
INSERT INTO "the App"."Weigh-ins" ("who?", "k""g", n) VALUES (id('carl'), 80, 2), (id('carl'), 81, 1), (id('cleo'), 60, 1);
SELECT d -> 'tables' -> '"the App"."Weigh-ins"' AS rows FROM coaching.export_user(id('carl')) AS d;
-- one that names nobody, by the rows it belongs to; one without a key; one that knows people by their tokens' subject; a partitioned one
CREATE TABLE "the App".photos (n int, who uuid, file text, FOREIGN KEY (n, who) REFERENCES "the App"."Weigh-ins");
ALTER TABLE "the App".photos RENAME who TO whose;
CREATE TABLE "the App".bills (lot uuid REFERENCES coaching.workout_logs (id), amount numeric, next_of int);
CREATE TABLE "the App".reminders (id int PRIMARY KEY, after_set uuid REFERENCES coaching.workout_progress (id));
CREATE TABLE "the App".snoozes (reminder int REFERENCES "the App".reminders);
CREATE TABLE "the App".devices (owner text REFERENCES coaching.users (auth_subject), model text);
CREATE TABLE "the App".steps (client uuid REFERENCES coaching.users, day date, steps int) PARTITION BY RANGE (day);
CREATE TABLE "the App".steps_2026 PARTITION OF "the App".steps FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
UPDATE coaching.users SET auth_subject = 'user_' || full_name;
INSERT INTO "the App".photos VALUES (1, id('carl'), 'a.jpg'), (1, id('cleo'), 'b.jpg');
INSERT INTO "the App".bills SELECT id, a, 1 FROM coaching.workout_logs, unnest(ARRAY[3, 1, 2]) AS a;
INSERT INTO "the App".reminders SELECT 1, id FROM coaching.workout_progress;
INSERT INTO "the App".snoozes VALUES (1), (1);
INSERT INTO "the App".devices VALUES ('user_Carl', 'phone'), ('user_Cleo', 'watch');
INSERT INTO "the App".steps VALUES (id('carl'), '2026-03-01', 100), (id('cleo'), '2026-03-01', 200);
SELECT name, regexp_replace(rows::text, '[0-9a-f]{8}-[0-9a-f-]{27}', '…', 'g') AS rows
FROM jsonb_each(coaching.export_user(id('carl')) -> 'tables') AS t (name, rows) WHERE name LIKE '%.%' ORDER BY 1;
SELECT string_agg(name, ' ' ORDER BY place) AS order FROM jsonb_array_elements_text(coaching.export_user(id('carl')) -> 'order') WITH ORDINALITY AS o (name, place) WHERE name LIKE '%.%';

-- what the caller has no privilege for is left out and named; row level security of the app's own holds
CALL be('carl');
SELECT d -> 'left_out' AS left_out FROM coaching.export_user(id('carl')) AS d;
CALL be_trusted();
GRANT USAGE ON SCHEMA "the App" TO authenticated;
GRANT SELECT ("who?", "k""g") ON "the App"."Weigh-ins" TO authenticated;
GRANT SELECT (amount) ON "the App".bills TO authenticated;
ALTER TABLE "the App"."Weigh-ins" ENABLE ROW LEVEL SECURITY;
CREATE POLICY light ON "the App"."Weigh-ins" USING ("k""g" < 81);
CALL be('carl');
SELECT d -> 'left_out' AS left_out, d -> 'tables' -> '"the App"."Weigh-ins"' AS rows FROM coaching.export_user(id('carl')) AS d;
-- a policy that fails is said to be that table's, and so is one that needs the caller's own search_path run
CALL be_trusted();
CREATE FUNCTION "the App".fails(n numeric) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN n / 0 > 1; END $$;
CREATE FUNCTION "the App".finds(n numeric) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN EXISTS (SELECT FROM names); END $$;
ALTER POLICY light ON "the App"."Weigh-ins" USING ("the App".fails("k""g"));
CALL be('carl');
SELECT attempt('SELECT coaching.export_user(id(''carl''))');
CALL be_trusted();
ALTER POLICY light ON "the App"."Weigh-ins" USING ("the App".finds("k""g"));
CALL be('carl');
SELECT coaching.export_user(id('carl')) -> 'counts' -> '"the App"."Weigh-ins"' AS rows;

-- a hostile search_path changes nothing
CALL be_trusted();
CREATE SCHEMA trap;
CREATE FUNCTION trap.jsonb_agg(jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '"trapped"'::jsonb $$;
CREATE FUNCTION trap.to_jsonb(anyelement) RETURNS jsonb LANGUAGE sql AS $$ SELECT '"trapped"'::jsonb $$;
CREATE FUNCTION trap.same(uuid, uuid) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE OPERATOR trap.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = trap.same);
CREATE DOMAIN trap.text AS pg_catalog.text CHECK (false);
SELECT coaching.export_user(id('carl')) - 'exported_at' AS fair \gset
SET search_path = trap, pg_catalog, public;
SELECT coaching.export_user(public.id('carl')) - 'exported_at' OPERATOR(pg_catalog.=) :'fair'::pg_catalog.jsonb AS the_same;
RESET search_path;

-- It reads in one snapshot, in read-only transactions as well.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT coaching.export_user(id('carl')) -> 'counts' -> 'users' AS users;
COMMIT;

-- Counts are those of the tables themselves, for everybody, as an admin.
CREATE FUNCTION direct_count(name text, columns text[], person uuid) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM coaching.%I WHERE $1 IN (%s)', name, array_to_string(columns, ', ')) INTO n USING person;
    RETURN n;
END $$;
GRANT EXECUTE ON FUNCTION direct_count TO PUBLIC;
CALL be('ada');
SELECT u.full_name, d.key, d.value, direct_count(d.key, t.columns, u.id) FROM coaching.users u,
    jsonb_each(coaching.export_user(u.id) -> 'counts') AS d,
    LATERAL (SELECT array_agg(quote_ident(a.attname)) AS columns FROM pg_attribute a
        WHERE a.attrelid = to_regclass('coaching.' || d.key) AND a.atttypid = 'uuid'::regtype AND NOT a.attisdropped
          AND (a.attname ~ '^(trainer_id|client_id|user_id|sold_by|created_by|assigned_by|assigned_to_client|handled_by|transferred_by|(from|to)_(user|trainer)_id|block(er|ed)_id|target_user_id)$'
              OR d.key = 'users' AND a.attname = 'id')) t
WHERE d.key NOT IN ('audit_log', 'client_invitations') AND d.key NOT LIKE '%.%' AND d.value::bigint <> direct_count(d.key, t.columns, u.id);

-- Somebody erased: what is left of them, for admins.
CALL be_trusted();
DROP SCHEMA "the App" CASCADE;
DROP SCHEMA trap CASCADE;
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased;
CALL be('carl');
SELECT attempt('SELECT coaching.export_user(id(''carl''))') AS erased;
CALL be('ada');
SELECT counted('carl') AS erased, coaching.export_user(id('carl')) -> 'tables' -> 'users' -> 0 ->> 'email' AS email;
CALL be_trusted();
DROP FUNCTION counted, direct_count;
