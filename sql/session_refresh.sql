-- session_refresh: the database is the truth about roles; a token that disagrees is stale.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
CALL person('dora');
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');
UPDATE coaching.users SET auth_subject = 'user_carl' WHERE id = id('carl');

-- What a token with these claims makes of session_refresh_required() and of the response headers.
CREATE FUNCTION token(subject text, claims jsonb DEFAULT '{}', headers text DEFAULT '') RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('request.jwt.claims', (claims || jsonb_build_object('sub', subject))::text, true),
        set_config('response.headers', headers, true);
    PERFORM coaching.pre_request();
    RETURN coaching.session_refresh_required() || ' ' || current_setting('response.headers');
END $$;
SET ROLE authenticated;

-- A token that says nothing of roles is not stale.
SELECT token(id('tina')::text);
-- nor is one that says what the database says, wherever the sign-in service puts it
SELECT token(id('tina')::text, '{"app_metadata": {"roles": ["client", "trainer"]}}');
SELECT token(id('tina')::text, '{"app_metadata": {"role": "coach"}}');
SELECT token(id('tina')::text, '{"metadata": {"roles": ["instructor"]}}');
SELECT token(id('tina')::text, '{"public_metadata": {"role": "trainer"}}');
SELECT token(id('tina')::text, '{"roles": ["trainer", "owner of a cat"]}');
SELECT token(id('tina')::text, '{"user_role": "trainer"}');
SELECT token(id('ada')::text, '{"user_role": "admin"}');
SELECT token(id('carl')::text, '{"roles": []}');
-- the database role in "role" is no role of a person
SELECT token(id('tina')::text, '{"role": "authenticated"}');

-- A token that claims too much, or too little, is stale, and the app is told.
SELECT token(id('carl')::text, '{"app_metadata": {"roles": ["trainer"]}}');
SELECT token(id('tina')::text, '{"app_metadata": {"roles": ["client"]}}');
SELECT token(id('carl')::text, '{"user_role": "admin"}');
SELECT token(id('ada')::text, '{"user_role": "client"}');
SELECT token('user_carl', '{"public_metadata": {"role": "trainer"}}');
-- as is one of somebody deactivated, or not registered
SELECT token(id('dora')::text);
SELECT token(id('nobody')::text);
SELECT token('user_unknown');

-- Headers that are set already stay.
SELECT token(id('carl')::text, '{"user_role": "admin"}', '[{"Cache-Control": "no-store"}]');
SELECT token(id('carl')::text, '{"user_role": "admin"}', '[]');
SELECT token(id('carl')::text, '{}', '[{"Cache-Control": "no-store"}]');
-- what is set is JSON as PostgREST reads it
SELECT header FROM jsonb_array_elements(
    regexp_replace(token(id('carl')::text, '{"user_role": "admin"}', '[{"A": "b"}]'), '^\w+ ', '')::jsonb) header;

-- A request without a person needs no refresh, nor does a trusted caller.
SELECT set_config('request.jwt.claims', '{"role": "anon"}', false) <> '' AS anonymous;
SELECT coaching.session_refresh_required();
SET ROLE anon;
SELECT coaching.pre_request();
RESET ROLE;
SELECT set_config('request.jwt.claims', '', false) = '' AS nobody;
SELECT coaching.session_refresh_required();

-- A malformed token stops the request.
SET request.jwt.claims = 'not json';
SET ROLE anon;
SELECT coaching.pre_request();
RESET request.jwt.claims;

-- The headers are those of the transaction.
CALL be('dora');
BEGIN;
SELECT coaching.pre_request();
SELECT current_setting('response.headers');
COMMIT;
SELECT current_setting('response.headers');

CALL be_trusted();
DROP FUNCTION token;
