-- One session in which the extension goes and comes back. What was prepared and kept for the one must
-- be right for the next: other ids of the same functions, tables without the old rows.
SET client_min_messages = error;
CREATE FUNCTION pg_temp.line(sentence text, got text, wanted text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN got IS NOT DISTINCT FROM wanted THEN 'ok - ' || sentence
        ELSE 'not ok - ' || sentence || E'\n#      got: ' || coalesce(got, 'NULL') || E'\n# expected: ' || coalesce(wanted, 'NULL') END $$;

CREATE EXTENSION coaching;
\set round first
\ir reinstall_round.sql
DROP EXTENSION coaching CASCADE;
SELECT set_config('coaching.user_id', '00000000-0000-4000-8000-000000000002', false) \g /dev/null
CREATE EXTENSION coaching;
SELECT pg_temp.line('after DROP and CREATE EXTENSION nobody is visible from before',
    coaching.can_access('00000000-0000-4000-8000-000000000003', 'profile')::text, 'false');
RESET coaching.user_id;
\set round second
\ir reinstall_round.sql
BEGIN;
DROP EXTENSION coaching CASCADE;
ROLLBACK;
SELECT pg_temp.line('a DROP EXTENSION rolled back leaves everything working', coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002')::text, '1');
BEGIN;
DROP EXTENSION coaching CASCADE;
CREATE EXTENSION coaching;
\set round 'third, in one transaction'
\ir reinstall_round.sql
COMMIT;
DISCARD ALL;
CREATE FUNCTION pg_temp.line(sentence text, got text, wanted text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN got IS NOT DISTINCT FROM wanted THEN 'ok - ' || sentence
        ELSE 'not ok - ' || sentence || E'\n#      got: ' || coalesce(got, 'NULL') || E'\n# expected: ' || coalesce(wanted, 'NULL') END $$;
SET client_min_messages = error;
SELECT pg_temp.line('after DISCARD ALL functions answer', coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002')::text, '1');
DROP EXTENSION coaching CASCADE;
CREATE EXTENSION coaching;
SELECT pg_temp.line('after the fourth time too', coaching.get_trainer_client_count('00000000-0000-4000-8000-000000000002')::text, '0');
DROP EXTENSION coaching CASCADE;
SELECT pg_temp.line('the settings of an identity stay harmless without the extension', set_config('coaching.user_id', '', false), '');
