-- identity: who is asking, from every source, and never a NULL where something is wrong.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('dora');
UPDATE coaching.users SET auth_subject = 'user_2abcDEF' WHERE id = id('carl');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');

-- Settings of a session, set and read: NULL leaves one unset, as a fresh connection has it.
CREATE FUNCTION asks(user_id text DEFAULT '', claims text DEFAULT '', sub text DEFAULT '') RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    PERFORM set_config('coaching.user_id', asks.user_id, true),
        set_config('request.jwt.claims', claims, true),
        set_config('request.jwt.claim.sub', sub, true);
    BEGIN
        answer := coalesce(who(coaching.uid()), 'nobody');
        answer := answer || CASE WHEN coaching.is_admin() THEN ', an admin' ELSE '' END;
    EXCEPTION WHEN OTHERS THEN
        answer := SQLSTATE || ' ' || SQLERRM;
    END;
    PERFORM set_config('coaching.user_id', '', true), set_config('request.jwt.claims', '', true),
        set_config('request.jwt.claim.sub', '', true);
    RETURN answer;
END $$;
SET ROLE authenticated;

-- Without any of the settings nobody asks.
SELECT asks();

-- coaching.user_id, PostgREST's claims and older PostgREST's single claim name a person each
SELECT asks(user_id => id('carl')::text);
SELECT asks(claims => format('{"sub": "%s", "role": "authenticated"}', id('carl')));
SELECT asks(sub => id('carl')::text);

-- an admin is one whatever the token says
SELECT asks(user_id => id('ada')::text);
SELECT asks(claims => format('{"sub": "%s", "user_role": "admin"}', id('carl')));

-- a deactivated admin is none
RESET ROLE;
UPDATE coaching.users SET roles = '{admin}' WHERE id = id('dora');
SET ROLE authenticated;
SELECT asks(user_id => id('dora')::text);

-- a UUID may be written in any of PostgreSQL's ways
SELECT asks(user_id => upper(id('carl')::text));
SELECT asks(user_id => replace(id('carl')::text, '-', ''));
SELECT asks(claims => format('{"sub": "{%s}"}', id('carl')));

-- claims without a subject (PostgREST's anonymous requests) are nobody's
SELECT asks(claims => '{"role": "anon"}');
SELECT asks(claims => '{}');
SELECT asks(claims => '{"sub": null}');

-- a subject that is no UUID is looked up
SELECT asks(claims => '{"sub": "user_2abcDEF"}');
SELECT asks(sub => 'user_2abcDEF');

-- subjects differ by case, and one nobody has is nobody's
SELECT asks(claims => '{"sub": "user_2ABCdef"}');
SELECT asks(claims => '{"sub": "auth0|5f7c8ec7c33c6c004bbafe82"}');
SELECT asks(claims => '{"sub": "''; DROP TABLE coaching.users; --"}');

-- a UUID nobody has is still who is asking: the person may not be registered yet
SELECT asks(user_id => '11111111-2222-4333-8444-555555555555');

-- Malformed is an error, never NULL: a policy must not take it for “nobody”.
SELECT asks(claims => 'not json');
SELECT asks(claims => '{"sub": ');
SELECT asks(claims => '[]');
SELECT asks(claims => '"text"');
SELECT asks(claims => 'null');
SELECT asks(claims => '17');
SELECT asks(claims => ' ');
SELECT asks(claims => '{"sub": ""}');
SELECT asks(claims => '{"sub": 17}');
SELECT asks(claims => '{"sub": true}');
SELECT asks(claims => '{"sub": {"id": 1}}');
SELECT asks(claims => '{"sub": ["a"]}');
SELECT asks(claims => '{"sub": "a\u0000b"}');
SELECT asks(claims => '{"sub": "\ud800"}');
SELECT asks(claims => repeat('[', 100000));
SELECT asks(user_id => 'carl');
SELECT asks(user_id => ' ');
SELECT asks(user_id => id('carl')::text || 'x');

-- the nil UUID stands for a trusted caller in the audit log: nobody may be that
SELECT asks(user_id => '00000000-0000-0000-0000-000000000000');
SELECT asks(claims => '{"sub": "00000000-0000-0000-0000-000000000000"}');
SELECT asks(sub => '00000000-0000-0000-0000-000000000000');

-- Several sources must agree.
SELECT asks(id('carl')::text, format('{"sub": "%s"}', id('carl')), id('carl')::text);
SELECT asks(id('carl')::text, format('{"sub": "%s"}', upper(id('carl')::text)));
SELECT asks(id('carl')::text, '{"role": "anon"}');
SELECT asks(id('carl')::text, format('{"sub": "%s"}', id('ada')));
SELECT asks(id('ada')::text, '', id('carl')::text);
SELECT asks('', format('{"sub": "%s"}', id('ada')), id('carl')::text);
SELECT asks(id('carl')::text, '{"sub": "user_unknown"}');
SELECT asks(id('carl')::text, 'not json');

-- the error reaches an app with its word
SET coaching.user_id = 'carl';
SELECT coaching.uid();
SELECT attempt('SELECT coaching.uid()');

-- and every door is shut meanwhile: policies, functions, writes
SELECT attempt('SELECT * FROM coaching.users');
SELECT attempt('SELECT * FROM coaching.trainer_clients');
SELECT attempt('SELECT coaching.is_admin()');
SELECT attempt($$UPDATE coaching.users SET full_name = 'x'$$);
SELECT attempt('SELECT * FROM coaching.search_trainers()');
SELECT attempt('SELECT coaching.pre_request()');
RESET coaching.user_id;

-- A session's identity follows its settings at once: in a transaction, after a savepoint, after RESET.
BEGIN;
SET LOCAL coaching.user_id = '11111111-2222-4333-8444-555555555555';
SELECT coaching.uid();
SAVEPOINT s;
SET LOCAL coaching.user_id = '99999999-2222-4333-8444-555555555555';
SELECT coaching.uid();
ROLLBACK TO s;
SELECT coaching.uid();
COMMIT;
SELECT coaching.uid() IS NULL AS nobody_again;

-- Trusted callers have no identity, and a role that bypasses row level security.
RESET ROLE;
SELECT current_user <> 'authenticated' AS owner, coaching.uid() IS NULL AS nobody, coaching.is_admin();
SET ROLE service_role;
SELECT coaching.uid() IS NULL AS nobody, coaching.is_admin();
SET ROLE authenticated;
SELECT coaching.uid() IS NULL AS nobody, coaching.is_admin();
SET ROLE anon;
SELECT attempt('SELECT coaching.is_admin()');

-- with an identity they act as that person
SET ROLE service_role;
SET coaching.user_id = '11111111-2222-4333-8444-555555555555';
SELECT coaching.is_admin();
SELECT attempt(format('SELECT coaching.add_user_role(%L, %L)', id('carl'), 'trainer'));
RESET coaching.user_id;

-- new_id rises, within a statement and from statement to statement, and is a version 7 UUID
RESET ROLE;
CREATE TEMP TABLE made AS SELECT n, coaching.new_id() AS id FROM generate_series(1, 10000) n;
INSERT INTO made SELECT 10000 + n, coaching.new_id() FROM generate_series(1, 100) n;
SELECT count(*) AS made, count(DISTINCT id) AS different,
    bool_and(substr(id::text, 15, 1) = '7' AND substr(id::text, 20, 1) IN ('8', '9', 'a', 'b')) AS version_7,
    (SELECT count(*) FROM (SELECT id > lag(id) OVER (ORDER BY n) AS rises FROM made) x WHERE NOT rises) AS falls
FROM made;
SELECT abs(extract(epoch FROM clock_timestamp()) * 1000
    - ('x' || replace(left(coaching.new_id()::text, 13), '-', ''))::bit(48)::bigint) < 60000 AS holds_the_time;

DROP FUNCTION asks;
