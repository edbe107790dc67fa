-- predicates: they answer for whoever asks, from what the statement sees, and never from what was kept.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('cleo');
CALL person('dora');
INSERT INTO coaching.trainer_clients (trainer_id, client_id, status) VALUES
    (id('tina'), id('carl'), 'active'), (id('tina'), id('cora'), 'active'), (id('tom'), id('cleo'), 'active'),
    (id('tina'), id('cleo'), 'pending'), (id('tom'), id('dora'), 'pending');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');

-- An app's own table, guarded the way the design says.
CREATE TABLE logs (client_id uuid NOT NULL REFERENCES coaching.users (id), trainer_id uuid REFERENCES coaching.users (id), entry text);
CREATE INDEX ON logs (client_id);
INSERT INTO logs SELECT id(c), id('tom'), c || ' ' || n FROM unnest(ARRAY['carl', 'cora', 'cleo', 'tina']) c, generate_series(1, 2) n;
GRANT SELECT, INSERT, UPDATE, DELETE ON logs TO authenticated, anon;
ALTER TABLE logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON logs FOR SELECT USING (coaching.can_access(client_id, 'progress'));
CREATE POLICY write ON logs FOR INSERT WITH CHECK (coaching.is_self_or_admin(client_id));
CREATE FUNCTION seen() RETURNS text LANGUAGE sql VOLATILE AS
    $$ SELECT coalesce(string_agg(DISTINCT who(client_id), ' ' ORDER BY who(client_id)), 'nothing') FROM logs $$;

-- can_access, is_self_or_admin and knows, for everybody about everybody. A trainer who has only proposed
-- does not know the client yet; the client knows the trainer.
CREATE FUNCTION told(asker text, about text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    CALL be(asker);
    answer := concat_ws(' ', CASE WHEN coaching.can_access(id(about), 'profile') THEN 'sees' END,
        CASE WHEN coaching.is_self_or_admin(id(about)) THEN 'is' END, CASE WHEN coaching.knows(id(about)) THEN 'knows' END);
    CALL be_trusted();
    RETURN answer;
END $$;
SELECT about, told('carl', about) AS carl, told('cleo', about) AS cleo, told('tina', about) AS tina, told('tom', about) AS tom,
    told('ada', about) AS ada, told('dora', about) AS dora, told('unknown', about) AS unknown
FROM unnest(ARRAY['carl', 'cora', 'cleo', 'tina', 'tom', 'ada', 'dora', 'unknown']) WITH ORDINALITY a (about, n) ORDER BY n;

-- A trusted caller sees everyone, a nobody no one.
SELECT coaching.can_access(id('carl'), 'profile'), coaching.is_self_or_admin(id('carl')), coaching.knows(id('carl'));
SET ROLE authenticated;
SELECT coaching.can_access(id('carl'), 'profile'), coaching.is_self_or_admin(id('carl')), coaching.knows(id('carl'));

-- visible_ids are those the predicates are true for.
CALL be('tina');
SELECT kind, string_agg(who(v), ' ' ORDER BY who(v)) FROM unnest(ARRAY['profile', 'self', 'known']) kind, unnest(coaching.visible_ids(kind)) v GROUP BY 1 ORDER BY 1;
CALL be('ada');
SELECT kind, cardinality(coaching.visible_ids(kind)) FROM unnest(ARRAY['profile', 'self', 'known']) kind ORDER BY 1;
CALL be_nobody();
SELECT coaching.visible_ids('profile') AS nobody;

-- A kind of data has to be one of the six; NULL is no answer.
CALL be('tina');
SELECT attempt($$SELECT coaching.can_access(id('carl'), 'photos')$$);
SELECT attempt($$SELECT coaching.can_access(id('carl'), 'Profile')$$);
SELECT attempt($$SELECT coaching.can_access(id('carl'), '')$$);
SELECT attempt($$SELECT coaching.visible_ids('photos')$$);
SELECT coaching.can_access(NULL, 'profile'), coaching.can_access(id('carl'), NULL), coaching.visible_ids(NULL),
    coaching.knows(NULL), coaching.is_self_or_admin(NULL);
CALL be('ada');
SELECT attempt($$SELECT coaching.can_access(id('carl'), 'photos')$$);
CALL be_trusted();
SELECT attempt($$SELECT coaching.can_access(id('carl'), 'photos')$$);
SELECT attempt($$SELECT coaching.visible_ids('photos')$$);

-- A trainer, a client, an admin and a stranger look at the same table.
CALL be('tina');
SELECT seen();
CALL be('carl');
SELECT seen();
CALL be('tom');
SELECT seen();
CALL be('ada');
SELECT seen();
CALL be('dora');
SELECT seen();
CALL be('unknown');
SELECT seen();
SET ROLE authenticated;
SET coaching.user_id = '';
SELECT seen();

-- One prepared statement, one generic plan, shared by all of a role: each sees exactly their own rows.
CALL be_trusted();
ANALYZE logs;
SET plan_cache_mode = force_generic_plan;
SET enable_seqscan = off;
CALL be('tina');
PREPARE look AS SELECT string_agg(DISTINCT who(client_id), ' ' ORDER BY who(client_id)) AS sees, count(*) FROM logs;
EXECUTE look;
CALL be('ada');
EXECUTE look;
SET ROLE authenticated;
SET coaching.user_id = '';
EXECUTE look;
CALL be('carl');
EXECUTE look;
CALL be('tina');
EXECUTE look;
DEALLOCATE look;
-- and the other way round: a plan made for an admin
CALL be('ada');
PREPARE look AS SELECT string_agg(DISTINCT who(client_id), ' ' ORDER BY who(client_id)) AS sees, count(*) FROM logs;
EXECUTE look;
CALL be('tina');
EXECUTE look;
CALL be('cleo');
EXECUTE look;
SET coaching.user_id = '';
EXECUTE look;
CALL be('ada');
EXECUTE look;
DEALLOCATE look;
RESET enable_seqscan;
RESET plan_cache_mode;

-- A function in PL/pgSQL keeps its expressions for a transaction; the answers it gets are of now.
CALL be_trusted();
CREATE FUNCTION sees_carl() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN coaching.can_access(id('carl'), 'progress'); END $$;
CALL be('tina');
BEGIN;
SELECT sees_carl();
-- the relationship changes between calls
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = false WHERE client_id = id('carl');
CALL be('tina');
SELECT sees_carl(), seen();
-- a savepoint is rolled back between calls
SAVEPOINT before;
CALL be('carl');
UPDATE coaching.trainer_clients SET can_view_progress = true WHERE client_id = id('carl');
CALL be('tina');
SELECT sees_carl(), seen();
ROLLBACK TO before;
SELECT sees_carl(), seen();
-- the identity changes between calls
CALL be('carl');
SELECT sees_carl(), seen();
CALL be('tina');
SELECT sees_carl(), seen();
ROLLBACK;
SELECT sees_carl();

-- All of it inside one function, one statement of the caller's: it sees its own changes at once.
CALL be_trusted();
CREATE FUNCTION one_long_function() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN NEXT 'tina at first: ' || sees_carl();
    PERFORM set_config('coaching.user_id', id('carl')::text, true);
    UPDATE coaching.trainer_clients SET can_view_progress = false WHERE trainer_id = id('tina') AND client_id = id('carl');
    RETURN NEXT 'carl: ' || sees_carl();
    PERFORM set_config('coaching.user_id', id('tina')::text, true);
    RETURN NEXT 'tina, when carl has taken it back: ' || sees_carl();
    BEGIN
        PERFORM set_config('coaching.user_id', id('carl')::text, true);
        UPDATE coaching.trainer_clients SET can_view_progress = true WHERE trainer_id = id('tina') AND client_id = id('carl');
        PERFORM set_config('coaching.user_id', id('tina')::text, true);
        RETURN NEXT 'tina, when carl has given it: ' || sees_carl();
        RAISE division_by_zero;
    EXCEPTION WHEN division_by_zero THEN
        RETURN NEXT 'tina, when that was undone: ' || sees_carl();
    END;
    PERFORM set_config('coaching.user_id', '', true);
    RETURN NEXT 'nobody: ' || sees_carl();
    PERFORM set_config('coaching.user_id', id('ada')::text, true);
    RETURN NEXT 'ada: ' || sees_carl();
END $$;
BEGIN;
SET LOCAL ROLE authenticated;
SELECT set_config('coaching.user_id', id('tina')::text, true) IS NOT NULL AS as_tina;
SELECT * FROM one_long_function();
ROLLBACK;

-- A cursor goes on seeing what it saw when it was opened, while newer statements see what is new.
CALL be('tina');
BEGIN;
DECLARE entries CURSOR FOR SELECT entry FROM logs;
FETCH 1 FROM entries;
UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = id('tina') AND status = 'active';
SELECT seen();
FETCH 1 FROM entries;
SELECT seen();
ROLLBACK;

-- Under REPEATABLE READ own changes are seen as well.
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT seen();
UPDATE coaching.trainer_clients SET status = 'paused' WHERE client_id = id('cora');
SELECT seen();
ROLLBACK;

-- Roles and deactivation are of now, too.
CALL be('tina');
SELECT seen();
CALL be_trusted();
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('tina');
CALL be('tina');
SELECT seen();
CALL be_trusted();
UPDATE coaching.users SET deactivated_at = NULL, roles = '{client,trainer,admin}' WHERE id = id('tina');
CALL be('tina');
SELECT seen();
CALL be_trusted();
UPDATE coaching.users SET roles = '{client,trainer}' WHERE id = id('tina');

-- A policy's predicate guards writes as well.
CALL be('carl');
SELECT attempt($$INSERT INTO logs (client_id, entry) VALUES (id('carl'), 'mine')$$);
SELECT attempt($$INSERT INTO logs (client_id, entry) VALUES (id('cora'), 'not mine')$$);
CALL be('tina');
SELECT attempt($$INSERT INTO logs (client_id, entry) VALUES (id('carl'), 'not mine')$$);

CALL be_trusted();
DROP FUNCTION told, sees_carl, one_long_function, seen;
DROP TABLE logs;
