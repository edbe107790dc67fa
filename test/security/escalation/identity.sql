-- Identities that are malformed, contradictory or nobody's.

SELECT world.try_token(format('the token %s is an error, not nobody', left(claims, 60)), claims, '', 'SELECT coaching.uid()', '28000')
FROM unnest(ARRAY['not json', '[]', '"C"', 'null', '5', '{', '{"sub": ""}', '{"sub": "00000000-0000-0000-0000-000000000000"}',
    '{"sub": {"id": 1}}', '{"sub": ["a"]}', '{"sub": true}']) AS claims;
SELECT world.try_token('a malformed token is an error to a table read as well', '{"sub"', '', 'SELECT count(*) FROM coaching.users', '28000');
SELECT world.try_token('a malformed coaching.user_id is an error', '', 'me', 'SELECT coaching.uid()', '28000');
SELECT world.try_token('the token and coaching.user_id agreeing is one person',
    '{"sub": "00000000-0000-4000-8000-000000000043"}', '00000000-0000-4000-8000-000000000043', 'SELECT coaching.uid()', 'C');
SELECT world.try_token('the token and coaching.user_id differing is an error',
    '{"sub": "00000000-0000-4000-8000-000000000043"}', '00000000-0000-4000-8000-000000000041', 'SELECT coaching.uid()', '28000');
SELECT world.try_token('… to table reads too',
    '{"sub": "00000000-0000-4000-8000-000000000043"}', '00000000-0000-4000-8000-000000000041', 'SELECT count(*) FROM coaching.users', '28000');
SELECT world.try_token('a token without a subject is nobody', '{"role": "authenticated"}', '', 'SELECT coaching.uid()', '-');
SELECT world.try_token('nobody sees no person', '{"role": "authenticated"}', '', 'SELECT count(*) FROM coaching.users', '0');
SELECT world.try_token('a token whose subject is null is nobody', '{"sub": null}', '', 'SELECT count(*) FROM coaching.users', '0');
SELECT world.try_token('an unknown subject sees no person', '{"sub": "user_2abc"}', '', 'SELECT count(*) FROM coaching.users', '0');
SELECT world.try_token('a subject is a value and not SQL', '{"sub": "x'' OR true --"}', '', 'SELECT count(*) FROM coaching.users', '0');
SELECT world.try_token('of two subjects in one token the last counts, as in JSON',
    '{"sub": "00000000-0000-4000-8000-000000000041", "sub": "00000000-0000-4000-8000-000000000043"}', '', 'SELECT coaching.is_admin()', 'no');
SELECT world.try_token('upper case spells the same person', '{"sub": "00000000-0000-4000-8000-00000000004F"}', '', 'SELECT coaching.uid()', 'O');
SELECT world.try_token('an empty token is nobody, not a trusted caller', '', '', 'SELECT coaching.is_admin()', 'no');
SELECT world.try_token('the settings of a person are no way to a database role',
    '{"sub": "00000000-0000-4000-8000-000000000041"}', '', $$SELECT set_config('role', 'postgres', true)$$, 'postgres');
