-- calendar: a trainer's sessions as a feed for whoever has the token. (That calendars can read it, and
-- that it says what the table says, is the suite test/calendar.)
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('dora', 'client', 'trainer');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;

-- A token is told once; what is kept is its hash.
CREATE TABLE kept (name text PRIMARY KEY, token text NOT NULL);
GRANT SELECT, INSERT ON kept TO PUBLIC;
CREATE FUNCTION token(name text) RETURNS text LANGUAGE sql SECURITY DEFINER AS $$ SELECT token FROM kept WHERE kept.name = token.name $$;
-- How a feed begins, or why there is none; with the number of its sessions.
CREATE FUNCTION feed(token text, free_busy boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    outcome text := attempt(format('SELECT coaching.trainer_calendar(%L, %L)', token, free_busy));
BEGIN
    IF outcome <> '1 row' THEN RETURN outcome; END IF;
    outcome := coaching.trainer_calendar(token, free_busy);
    RETURN left(outcome, 15) || ', ' || (length(outcome) - length(replace(outcome, 'BEGIN:VEVENT', ''))) / 12 || ' sessions';
END $$;
CALL be('tina');
INSERT INTO kept SELECT 'tina''s phone', coaching.create_calendar_token(id('tina'));
INSERT INTO kept SELECT 'tina''s laptop', coaching.create_calendar_token(id('tina'));
SELECT name, token ~ '^[A-Za-z0-9_-]{32}$' AS fits_a_url FROM kept ORDER BY 1;
CALL be_trusted();
SELECT count(*) AS rows, count(*) FILTER (WHERE token_hash = sha256(convert_to(token('tina''s phone'), 'UTF8'))) AS hashed,
    count(*) FILTER (WHERE t::text LIKE '%' || token('tina''s phone') || '%') AS told FROM coaching.calendar_tokens t;
SELECT who(actor) AS actor, operation, who(trainer_id) AS trainer, changes ->> 'token_hash' AS hash FROM coaching.audit_log
WHERE table_name = 'calendar_tokens' ORDER BY id;
SELECT count(*) AS audited_hashes FROM coaching.audit_log, coaching.calendar_tokens t WHERE changes::text LIKE '%' || encode(token_hash, 'hex') || '%';

-- The trainer and admins make tokens, for trainers.
CREATE FUNCTION create_for(name text) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.create_calendar_token(%L)', id(name))) $$;
CREATE FUNCTION revoke_of(name text) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT coaching.revoke_calendar_tokens(%L)', id(name))) $$;
CALL be('ada');
INSERT INTO kept SELECT 'tina''s by ada', coaching.create_calendar_token(id('tina'));
SELECT create_for('carl');
SELECT create_for('ada');
SELECT create_for('dora');
SELECT create_for('nobody');
CALL be('tom');
SELECT create_for('tina');
CALL be('carl');
SELECT create_for('tina');
SELECT create_for('carl');
CALL be('dora');
SELECT create_for('dora');
CALL be_nobody();
SELECT create_for('tina');
CALL be_trusted();
SELECT create_for('tina');
SELECT attempt('SELECT coaching.create_calendar_token(NULL)');

-- Whoever has a token reads, whoever they are: also somebody not signed in.
SELECT feed(token('tina''s phone'));
CALL be_nobody();
SELECT feed(token('tina''s phone'));
SELECT feed(token('tina''s laptop'), true);
CALL be('carl');
SELECT feed(token('tina''s by ada'));
-- what is no token looks like no token
CALL be_nobody();
SELECT feed('');
SELECT feed(repeat('A', 32));
SELECT feed(token('tina''s phone') || 'A');
SELECT feed(left(token('tina''s phone'), 31));
SELECT feed(' ' || token('tina''s phone'));
SELECT feed(repeat('ü', 16));
SELECT feed(repeat('A', 10000000));
SELECT attempt('SELECT coaching.trainer_calendar(NULL)');
SELECT attempt(format('SELECT coaching.trainer_calendar(%L, NULL)', token('tina''s phone')));
-- nor is its hash, which a stolen backup has
CALL be_trusted();
SELECT feed(encode(token_hash, 'hex')) FROM coaching.calendar_tokens LIMIT 1;

-- It reads only, and says what it is: in JSON as PostgREST reads it, beside what is there already.
CALL be_nobody();
BEGIN READ ONLY;
SELECT length(coaching.trainer_calendar(token('tina''s phone'))) > 0 AS fed;
SELECT current_setting('response.headers');
COMMIT;
BEGIN;
SELECT set_config('response.headers', '[{"Cache-Control": "no-store"}]', true);
SELECT length(coaching.trainer_calendar(token('tina''s phone'))) > 0 AS fed;
SELECT header FROM jsonb_array_elements(current_setting('response.headers')::jsonb) AS header;
SAVEPOINT before;
SELECT coaching.trainer_calendar('no token');
ROLLBACK TO before;
SELECT current_setting('response.headers');
COMMIT;
-- PostgREST knows a function that answers any request by the name of what it returns
SELECT t.typname, t.typtype, t.typbasetype::regtype FROM pg_proc p JOIN pg_type t ON t.oid = p.prorettype
WHERE p.oid = 'coaching.trainer_calendar(text, boolean)'::regprocedure;

-- The rows: the trainer's and admins', without the hash; nobody who signs in writes them.
CALL be('tina');
SELECT count(*) FROM (SELECT id, trainer_id, revoked_at, created_at FROM coaching.calendar_tokens) AS own;
SELECT attempt('SELECT token_hash FROM coaching.calendar_tokens');
SELECT attempt($$INSERT INTO coaching.calendar_tokens (trainer_id, token_hash) VALUES (id('tina'), sha256('known'))$$);
SELECT attempt('UPDATE coaching.calendar_tokens SET revoked_at = NULL');
SELECT attempt('DELETE FROM coaching.calendar_tokens');
CALL be('ada');
SELECT count(id) FROM coaching.calendar_tokens;
SELECT attempt('SELECT token_hash FROM coaching.calendar_tokens');
SELECT attempt('UPDATE coaching.calendar_tokens SET revoked_at = NULL');
CALL be('tom');
SELECT count(id) FROM coaching.calendar_tokens;
CALL be('carl');
SELECT count(id) FROM coaching.calendar_tokens;
CALL be_nobody();
SELECT attempt('SELECT id FROM coaching.calendar_tokens');

-- Whoever is no active trainer has no feed; it is back with the trainer.
CALL be_trusted();
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('tina');
SELECT feed(token('tina''s phone'));
UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('tina');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tina');
SELECT feed(token('tina''s phone'));
UPDATE coaching.users SET deactivated_at = NULL WHERE id = id('tina');
-- (deactivating rests the profile, and coming back is the trainer's own decision)
UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('tina');
SELECT feed(token('tina''s phone'));
CALL be('tom');
INSERT INTO kept SELECT 'tom''s phone', coaching.create_calendar_token(id('tom'));
SELECT feed(token('tom''s phone'));
CALL be('ada');
SELECT coaching.demote_coach(id('tom'));
SELECT feed(token('tom''s phone'));

-- Revoked is revoked, by the trainer or an admin, all of the trainer's and nobody else's.
CALL be('carl');
SELECT revoke_of('tina');
CALL be('dora');
SELECT revoke_of('dora');
CALL be_nobody();
SELECT revoke_of('tina');
CALL be('tina');
SELECT revoke_of('tom');
SELECT coaching.revoke_calendar_tokens(id('tina'));
SELECT coaching.revoke_calendar_tokens(id('tina'));
SELECT feed(token(name)) FROM kept WHERE name LIKE 'tina%';
-- one made afterwards is good
SELECT feed(coaching.create_calendar_token(id('tina')));
CALL be('ada');
SELECT coaching.revoke_calendar_tokens(id('tina')), coaching.revoke_calendar_tokens(id('tom')), coaching.revoke_calendar_tokens(id('nobody'));
CALL be_trusted();
SELECT attempt('SELECT coaching.revoke_calendar_tokens(NULL)');
SELECT count(*) AS good FROM coaching.calendar_tokens WHERE revoked_at IS NULL;

-- With a person's data their calendars go.
CALL be_trusted();
INSERT INTO kept SELECT 'tina''s watch', coaching.create_calendar_token(id('tina'));
SELECT coaching.erase_user(id('tina')) IS NOT NULL AS erased;
SELECT count(*) AS good FROM coaching.calendar_tokens WHERE revoked_at IS NULL;
SELECT feed(token('tina''s watch'));

-- A token is found by its hash, a trainer's tokens by the trainer.
SELECT indexdef FROM pg_indexes WHERE schemaname = 'coaching' AND tablename = 'calendar_tokens' ORDER BY 1;

DROP FUNCTION token, feed, create_for, revoke_of;
DROP TABLE kept;
